using System.Text;

namespace TmuxBuilder.DemoAgent.Sites;

/// <summary>
/// Makes project names that <c>deploy.sh</c> accepts: lower-case letters and digits with single inner hyphens.
/// </summary>
internal static class Slug
{
    /// <summary>The platform's limit for a project name.</summary>
    public const int MaxLength = 26;

    private const string Accented = "àáâãäåāăąçćčďèéêëēęěğìíîïīñńňòóôõöōőřśšşťùúûüūůűýÿźžżıłøđ";
    private const string Plain = "aaaaaaaaacccdeeeeeeegiiiiinnnooooooorssstuuuuuuuyyzzzilod";

    /// <summary>
    /// A slug for a title, or <paramref name="fallback"/> when no letter of it is Latin; unlike any of
    /// <paramref name="taken"/>.
    /// </summary>
    public static string Make(string title, string fallback, IEnumerable<string> taken)
    {
        var slug = Reduce(title);
        slug = slug.Length < 2 ? fallback : slug;
        var others = taken.ToHashSet(StringComparer.Ordinal);
        var candidate = slug;
        for (var number = 2; others.Contains(candidate); number++)
        {
            var ending = $"-{number}";
            candidate = Cut(slug, MaxLength - ending.Length) + ending;
        }

        return candidate;
    }

    private static string Reduce(string title)
    {
        var slug = new StringBuilder();
        foreach (var letter in title.ToLowerInvariant().Select(Unaccented))
        {
            if (char.IsAsciiLetterOrDigit(letter))
            {
                slug.Append(letter);
            }
            else if (letter is not ('\'' or '’') && slug.Length > 0 && slug[^1] != '-')
            {
                slug.Append('-');
            }
        }

        return Cut(slug.ToString(), MaxLength);
    }

    private static char Unaccented(char letter) =>
        Accented.IndexOf(letter) is >= 0 and var at ? Plain[at] : letter;

    private static string Cut(string slug, int length) =>
        (slug.Length <= length ? slug : slug[..length]).Trim('-');
}
