using TmuxBuilder.Agent.Launch;
using TmuxBuilder.Agent.Sandbox;
using TmuxBuilder.Agent.Sandbox.Limits;

namespace TmuxBuilder.Escape.World;

/// <summary>
/// The command line by which the product starts a sandbox, taken from the script it wrote, so that one protection can
/// be taken out of it and nothing else changes.
/// </summary>
internal sealed class Launch
{
    private readonly List<string> words;
    private readonly List<string> before = [];
    private bool inTerminal;

    /// <summary>Whether it runs as the worker's own user although sandboxes have users of their own.</summary>
    public bool IsWorkers { get; private set; }

    private Launch(IEnumerable<string> words) => this.words = [.. words];

    /// <summary>Reads an agent's launch script.</summary>
    public static Launch Read(string script) => Of(
        File.ReadLines(script).First(line => line.StartsWith("'/usr/bin/env'", StringComparison.Ordinal)), "bwrap");

    /// <summary>Takes a line of quoted words from the sandbox's program on.</summary>
    public static Launch Of(string line, string program)
    {
        var all = Split(line);
        var begin = all.FindIndex(word => Path.GetFileName(word) == program);
        return new Launch(all[begin..]);
    }

    /// <summary>Takes out a word and so many after it.</summary>
    public Launch Without(string word, int arguments = 0)
    {
        var at = words.IndexOf(word);
        if (at < 0 || at > words.IndexOf("--"))
        {
            throw new InvalidOperationException($"The product does not use {word}, so a control cannot leave it out.");
        }

        words.RemoveRange(at, arguments + 1);
        return this;
    }

    /// <summary>Takes out words that follow each other.</summary>
    public Launch WithoutRow(params string[] row)
    {
        var at = Enumerable.Range(0, words.Count - row.Length)
            .First(start => words.Skip(start).Take(row.Length).SequenceEqual(row));
        words.RemoveRange(at, row.Length);
        return this;
    }

    /// <summary>Adds words before the sandbox's root becomes read-only.</summary>
    public Launch With(params string[] added)
    {
        var at = Enumerable.Range(0, words.Count)
            .First(start => words[start] == "--remount-ro" && words[start + 1] == "/");
        words.InsertRange(at, added);
        return this;
    }

    /// <summary>Runs it beneath another program, whose command line ends where it begins.</summary>
    public Launch Beneath(params string[] program)
    {
        before.AddRange(program);
        return this;
    }

    /// <summary>
    /// Runs it as the worker's own user, with all its rights: where each sandbox has a user, that is a second lock on
    /// every door that leads out of a namespace.
    /// </summary>
    public Launch AsWorker(EscapeWorld world)
    {
        if (world.Regime != LimitRegime.UserPerSession)
        {
            return this;
        }

        IsWorkers = true;
        return Without("--unshare-user").Without("--disable-userns").Without("--uid", 1).Without("--gid", 1)
            .With("--cap-add", "ALL");
    }

    /// <summary>Gives it a terminal, as agents have one.</summary>
    public Launch InTerminal()
    {
        inTerminal = true;
        return this;
    }

    /// <summary>The whole command, for a program of one's own in the agent's place.</summary>
    public IReadOnlyList<string> Command(IReadOnlyList<string> confine, params string[] program)
    {
        List<string> all = [.. confine, .. before, .. words.Take(words.IndexOf("--") + 1), .. program];
        return inTerminal ? ["script", "-qefc", Agent.Scripts.ShellQuote.Words(all), "/dev/null"] : all;
    }

    internal static List<string> Split(string line)
    {
        List<string> found = [];
        for (var at = line.IndexOf('\'', StringComparison.Ordinal); at >= 0; at = line.IndexOf('\'', at))
        {
            var end = line.IndexOf('\'', at + 1);
            found.Add(line[(at + 1)..end]);
            at = end + 1;
            if (at >= line.Length)
            {
                break;
            }
        }

        return found;
    }
}
