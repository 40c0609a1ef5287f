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

var asked = args is [var only] ? [.. EscapeSuite.All.Where(attempt => attempt.Class == only)] : EscapeSuite.All;
return await EscapeSuite.RunAsync(asked, Console.Out, stop.Token);
