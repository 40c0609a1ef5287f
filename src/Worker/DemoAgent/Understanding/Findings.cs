namespace TmuxBuilder.DemoAgent.Understanding;

/// <summary>Collects, in words for the client, what will be done and what will not.</summary>
internal sealed class Findings
{
    private const int MaxLines = 20;
    private readonly List<string> _done = [];
    private readonly List<string> _notDone = [];

    public IReadOnlyList<string> Done => _done;

    public IReadOnlyList<string> NotDone => _notDone;

    public void Did(string line) => Add(_done, line);

    public void Left(string line) => Add(_notDone, line);

    private static void Add(List<string> lines, string line)
    {
        if (lines.Count < MaxLines && !lines.Contains(line))
        {
            lines.Add(line);
        }
    }
}
