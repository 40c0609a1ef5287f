using TmuxBuilder.Escape;

if (args.Length > 1)
{
    await Console.Error.WriteLineAsync("Usage: tests/escape/run [CLASS]");
    return 2;
}

using var stop = new CancellationTokenSource();
Console.CancelKeyPress += (_, pressed) =>
{
    pressed.Cancel = true;
    stop.Cancel();
};

return await EscapeSuite.RunAsync(args.FirstOrDefault(), Console.Out, stop.Token);
