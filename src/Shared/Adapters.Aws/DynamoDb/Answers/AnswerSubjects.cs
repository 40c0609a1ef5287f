using System.Globalization;
using System.Text.RegularExpressions;
using TmuxBuilder.Core.Sessions;

namespace TmuxBuilder.Adapters.Aws.DynamoDb.Answers;

/// <summary>The sessions and clients that an answer names.</summary>
internal sealed partial record AnswerSubjects(IReadOnlyList<SessionId> Sessions, IReadOnlyList<string> Emails)
{
    /// <summary>A transaction has 100 operations: one for the answer, two a session, one a client.</summary>
    private const int Most = 33;

    /// <summary>Those in a body; <see langword="null"/> when there are more than can be noted.</summary>
    public static AnswerSubjects? Of(string body)
    {
        var text = EscapePattern().Replace(body, Unescape);
        var sessions = SessionPattern().Matches(text).Select(match => match.Value).Distinct().ToList();
        var emails = EmailPattern().Matches(text).Select(match => match.Value.ToLowerInvariant()).Distinct().ToList();
        return sessions.Count > Most || emails.Count > Most
            ? null
            : new AnswerSubjects([.. sessions.Select(id => SessionId.Parse(id))], emails);
    }

    /// <summary>What notes them beside the answer; refused when a session is purged.</summary>
    public IEnumerable<Write> Writes(Table table, string key, DateTimeOffset end) =>
    [
        .. Sessions.Select(session => table.Check(Keys.Purged(session), Expression.Absent)),
        .. Sessions.Select(session => table.Put(Keys.AnswerOfSession(session, key).ToItem().Until(end))),
        .. Emails.Select(email => table.Put(Keys.AnswerOfClient(email, key).ToItem().Until(end))),
    ];

    private static string Unescape(Match escape) =>
        ((char)int.Parse(escape.ValueSpan[2..], NumberStyles.HexNumber, CultureInfo.InvariantCulture)).ToString();

    // "ann\u002Btea@example.org": JSON writes some letters of an address so.
    [GeneratedRegex(@"\\u[0-9A-Fa-f]{4}")]
    private static partial Regex EscapePattern();

    [GeneratedRegex("(?<![0-9a-f])[0-9a-f]{64}(?![0-9a-f])")]
    private static partial Regex SessionPattern();

    [GeneratedRegex(@"[^\s""'<>(),:;\\]{1,64}@[^\s""'<>(),:;\\@]{1,255}")]
    private static partial Regex EmailPattern();
}
