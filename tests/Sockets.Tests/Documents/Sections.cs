using System.Text;
using TmuxBuilder.Core.Activity;
using TmuxBuilder.Sockets.Protocol;

namespace TmuxBuilder.Sockets.Tests.Documents;

/// <summary>The parts of <c>docs/websocket.md</c> that only the code knows; the rest is written by hand.</summary>
internal static class Sections
{
    /// <summary>Replaces each part between its marks.</summary>
    public static string Fill(string document, string transcript)
    {
        foreach (var (name, content) in new[]
        {
            ("types", Types()),
            ("rewrites", Rewrites()),
            ("limits", Limits()),
            ("closes", Closes()),
            ("faults", Faults()),
            ("transcript", $"```\n{transcript}```\n"),
        })
        {
            document = Replace(document, name, content);
        }

        return document;
    }

    private static string Replace(string document, string name, string content)
    {
        var begin = $"<!-- from code: {name} -->\n";
        const string end = "<!-- end -->\n";
        var from = document.IndexOf(begin, StringComparison.Ordinal);
        Assert.True(from >= 0, $"The document has no part '{name}'.");
        var to = document.IndexOf(end, from, StringComparison.Ordinal);
        return string.Concat(document.AsSpan(0, from + begin.Length), content, document.AsSpan(to));
    }

    private static string Types() => Table(
        "| Type | Says |", ActivityTypes.Known.Select(known => $"| `{known.Type}` | {known.Meaning} |"));

    private static string Rewrites() => Table(
        "| Text that holds | Is shown as |",
        FriendlyFilter.Rules.Select(rule => $"| {string.Join(" … ", rule.Parts)} | `{rule.Shown}` |"));

    private static string Limits()
    {
        var options = new SocketOptions();
        return Table(
            "| What | Limit |",
            [
                $"| a frame from the server | {ActivityLimits.MaxFrame / 1024} KB |",
                $"| a history frame | {ActivityLimits.MaxHistoryFrame / 1024} KB |",
                $"| entries of a greeting without `since` | {ActivityLimits.GreetingEntries} |",
                $"| a frame from a client | {ClientFrame.MaxBytes / 1024} KB |",
                $"| a client that takes nothing | cut off after {options.SendTimeout.TotalSeconds} s |",
                $"| unasked `pong` | every {options.KeepAlive.TotalSeconds} s |",
                $"| sockets of one session | {options.MaxPerSession}, of them by its shares {options.MaxOfShares} |",
                $"| sockets of one network address | {options.MaxPerAddress} |",
            ]);
    }

    private static string Closes()
    {
        var ends = typeof(SocketClose).GetFields()
            .Where(field => field.IsStatic)
            .Select(field => (SocketClose)field.GetValue(null)!)
            .Append(SocketClose.NoLongerAllowed("The session was deleted."))
            .Append(SocketClose.NoLongerAllowed("The share was revoked."))
            .GroupBy(close => close.Code)
            .OrderBy(group => group.Key);
        return Table(
            "| Code | Reasons | What to do |",
            ends.Select(group => $"| {(int)group.Key} | {Reasons(group)} | {Advice(group.Key)} |"));

        static string Reasons(IEnumerable<SocketClose> closes) =>
            string.Join(' ', closes.Select(close => close.Reason));
    }

    private static string Advice(CloseCode code) => code switch
    {
        CloseCode.Normal => "you closed",
        CloseCode.GoingAway => "reconnect at once",
        CloseCode.Policy => "do not reconnect before `GET /api/sessions/{guid}` succeeds",
        CloseCode.TooBig => "send less",
        CloseCode.TryLater => "reconnect with back-off",
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private static string Faults() => Table(
        "| Code | Message |", FaultCodesAttribute.All.Select(fault => $"| `{fault.Code}` | {fault.Message} |"));

    private static string Table(string head, IEnumerable<string> rows)
    {
        var columns = head.Count(c => c == '|') - 1;
        return new StringBuilder(head).Append('\n')
            .Append('|').Append(string.Concat(Enumerable.Repeat("---|", columns))).Append('\n')
            .AppendJoin('\n', rows).Append('\n').ToString();
    }
}
