using TmuxBuilder.DemoAgent.Sites;

namespace TmuxBuilder.DemoAgent.Understanding;

/// <summary>Divides an uploaded text into headings and paragraphs.</summary>
internal static class StoryReader
{
    private const int MaxBlocks = 40;
    private const int MaxHeading = 80;
    private const int MaxParagraph = 1500;

    public static IReadOnlyList<TextBlock> Read(string text)
    {
        var blocks = new List<TextBlock>();
        var paragraph = new List<string>();
        var lines = text.Split('\n');
        for (var at = 0; at < lines.Length && blocks.Count < MaxBlocks; at++)
        {
            var line = lines[at].Trim();
            var isBlank = IsBlank(line);
            var standsAlone = paragraph.Count == 0 && at + 1 < lines.Length && IsBlank(lines[at + 1].Trim());
            var isHeading = !isBlank && IsHeading(line, standsAlone);
            if (isBlank || isHeading)
            {
                Close();
            }

            if (isHeading)
            {
                blocks.Add(new TextBlock(Words.Tidy(line.TrimStart('#', ' '), MaxHeading), IsHeading: true));
            }
            else if (!isBlank)
            {
                paragraph.Add(line);
            }
        }

        Close();
        return blocks;

        void Close()
        {
            if (paragraph.Count > 0)
            {
                blocks.Add(new TextBlock(Words.Cut(string.Join(' ', paragraph), MaxParagraph)));
                paragraph.Clear();
            }
        }
    }

    /// <summary>Blank, or a rule such as the one beneath an underlined heading.</summary>
    private static bool IsBlank(string line) => line.All(c => c is '=' or '-' or '*' or '_');

    private static bool IsHeading(string line, bool standsAlone) =>
        line.StartsWith('#')
        || (standsAlone && line.Length <= 60 && char.IsLetterOrDigit(line[0]) && char.IsLetterOrDigit(line[^1])
            && !line.Contains(". ", StringComparison.Ordinal));
}
