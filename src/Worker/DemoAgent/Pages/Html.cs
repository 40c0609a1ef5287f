using System.Text;

namespace TmuxBuilder.DemoAgent.Pages;

/// <summary>Makes client text harmless in markup.</summary>
internal static class Html
{
    /// <summary>The text for use between tags or inside a double-quoted attribute.</summary>
    public static string Escape(string text)
    {
        var escaped = new StringBuilder(text.Length + 16);
        foreach (var rune in text.EnumerateRunes())
        {
            _ = rune.Value switch
            {
                '&' => escaped.Append("&amp;"),
                '<' => escaped.Append("&lt;"),
                '>' => escaped.Append("&gt;"),
                '"' => escaped.Append("&quot;"),
                '\'' => escaped.Append("&#39;"),
                '\n' or '\t' => escaped.Append(' '),
                _ when Rune.IsControl(rune) => escaped,
                _ => escaped.Append(rune),
            };
        }

        return escaped.ToString();
    }
}
