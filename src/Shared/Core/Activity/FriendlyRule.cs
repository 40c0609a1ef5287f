namespace TmuxBuilder.Core.Activity;

/// <summary>A rewrite of the friendly filter.</summary>
/// <param name="Parts">What must occur in the text, one after the other, with anything between, in any case.</param>
/// <param name="Shown">What is shown instead.</param>
public sealed record FriendlyRule(IReadOnlyList<string> Parts, string Shown)
{
    public bool Matches(string text)
    {
        var rest = text.AsSpan();
        foreach (var part in Parts)
        {
            var at = rest.IndexOf(part, StringComparison.OrdinalIgnoreCase);
            if (at < 0)
            {
                return false;
            }

            rest = rest[(at + part.Length)..];
        }

        return true;
    }
}
