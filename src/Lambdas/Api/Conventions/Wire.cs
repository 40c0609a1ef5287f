namespace TmuxBuilder.Api.Conventions;

/// <summary>Reads words of a query that stand for the members of an enum.</summary>
internal static class Wire
{
    /// <summary>False when the word is none of them; nothing stands for the first.</summary>
    public static bool TryRead<T>(string? word, out T value)
        where T : struct, Enum
    {
        value = default;
        if (string.IsNullOrEmpty(word))
        {
            return true;
        }

        // Not Enum.TryParse alone: it takes numbers and lists too.
        foreach (var member in Enum.GetValues<T>())
        {
            if (string.Equals(word, member.ToString(), StringComparison.OrdinalIgnoreCase))
            {
                value = member;
                return true;
            }
        }

        return false;
    }
}
