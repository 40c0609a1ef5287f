using System.Text;

namespace TmuxBuilder.Adapters.Aws.Sites;

/// <summary>
/// What the object <c>current</c> of a site says: the release that is served, those served before it, the last first,
/// and a release whose promotion began: while it says so, what is live may be of both.
/// </summary>
internal sealed record ServedReleases(ReleaseId? Current, IReadOnlyList<ReleaseId> Earlier, ReleaseId? Promoting)
{
    private const string CurrentMark = "current";
    private const string EarlierMark = "earlier";
    private const string PromotingMark = "promoting";
    private const int MaxEarlier = 8;

    public static ServedReleases None { get; } = new(null, [], null);

    /// <summary>Reads the object; what is no line of it is passed over.</summary>
    public static ServedReleases Parse(string? text)
    {
        var lines = (text ?? "").Split('\n').Select(line => line.Split(' '))
            .Select(parts => parts is [var mark, var id] && ReleaseId.TryParse(id, null, out var release)
                ? (mark, release)
                : ("", default))
            .ToList();
        return new ServedReleases(
            First(CurrentMark),
            [.. lines.Where(line => line.Item1 == EarlierMark).Select(line => line.Item2).Take(MaxEarlier)],
            First(PromotingMark));

        ReleaseId? First(string mark) =>
            lines.Where(line => line.Item1 == mark).Select(line => (ReleaseId?)line.Item2).FirstOrDefault();
    }

    /// <summary>The same once a promotion began.</summary>
    public ServedReleases Begin(ReleaseId release) => this with { Promoting = release };

    /// <summary>The same once a promotion is done.</summary>
    public ServedReleases End(ReleaseId release) => new(
        release,
        [
            .. (Current is { } current ? Earlier.Prepend(current) : Earlier).Where(one => one != release)
                .Take(MaxEarlier),
        ],
        null);

    /// <summary>Whether a release is or was served, or may be in part.</summary>
    public bool Has(ReleaseId release) => Current == release || Promoting == release || Earlier.Contains(release);

    public string Write()
    {
        var text = new StringBuilder();
        Line(CurrentMark, Current);
        Line(PromotingMark, Promoting);
        foreach (var release in Earlier)
        {
            Line(EarlierMark, release);
        }

        return text.ToString();

        void Line(string mark, ReleaseId? release)
        {
            if (release is { } id)
            {
                text.Append(mark).Append(' ').Append(id.Value).Append('\n');
            }
        }
    }
}
