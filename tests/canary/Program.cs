using TmuxBuilder.Canary;

if (args is not [var cli])
{
    await Console.Error.WriteLineAsync("Usage: tests/canary/run [--cli PATH]");
    return 2;
}

using var stop = new CancellationTokenSource();
Console.CancelKeyPress += (_, pressed) =>
{
    pressed.Cancel = true;
    stop.Cancel();
};

return await CanaryRun.RunAsync(cli, Console.Out, stop.Token);
