using System.Text;
using TmuxBuilder.Core.Terminals;

namespace TmuxBuilder.Agent.Live;

/// <summary>What a terminal printed and nobody has taken yet; bounded.</summary>
internal sealed class FeedBuffer
{
    /// <summary>Characters kept; far more than a screen, so that drawing it anew is the cheaper way.</summary>
    public const int MostText = 256 * 1024;

    /// <summary>Characters of one event, so that a frame of them is never too long.</summary>
    public const int MostAtOnce = 16 * 1024;

    private readonly Lock gate = new();
    private readonly Decoder decoder = Encoding.UTF8.GetDecoder();
    private readonly StringBuilder text = new();
    private TerminalEvent.Screen? screen;
    private bool blind = true;
    private bool lost;

    /// <summary>Adds what stands in an output line: control characters and backslashes as octal digits.</summary>
    public void Add(ReadOnlySpan<char> escaped)
    {
        var bytes = new byte[escaped.Length];
        var length = 0;
        for (var at = 0; at < escaped.Length; at++)
        {
            var isOctal = escaped[at] == '\\' && at + 3 < escaped.Length;
            bytes[length++] = isOctal
                ? (byte)(((escaped[at + 1] - '0') << 6) | ((escaped[at + 2] - '0') << 3) | (escaped[at + 3] - '0'))
                : (byte)escaped[at];
            at += isOctal ? 3 : 0;
        }

        lock (gate)
        {
            var characters = new char[decoder.GetCharCount(bytes.AsSpan(0, length), flush: false)];
            decoder.GetChars(bytes.AsSpan(0, length), characters, flush: false);
            if (!blind && text.Length + characters.Length > MostText)
            {
                (blind, lost, screen) = (true, true, null);
                text.Clear();
            }

            if (!blind)
            {
                text.Append(characters);
            }
        }
    }

    /// <summary>Puts a screen in place of all that came before it was taken; what comes from now on is kept.</summary>
    public void Show(TerminalEvent.Screen shown)
    {
        lock (gate)
        {
            text.Clear();
            (blind, lost, screen) = (false, false, shown);
        }
    }

    /// <summary>The next event.</summary>
    /// <param name="wasLost">Something was let go: a screen is needed. Told once.</param>
    public TerminalEvent? Take(out bool wasLost)
    {
        lock (gate)
        {
            wasLost = lost;
            lost = false;
            if (screen is { } whole)
            {
                var shown = whole.Text.Length <= MostAtOnce
                    ? whole
                    : whole with { Text = whole.Text[..Whole(whole.Text)] };
                text.Insert(0, whole.Text[shown.Text.Length..]);
                screen = null;
                return shown;
            }

            if (text.Length == 0)
            {
                return null;
            }

            var part = text.ToString(0, Whole(text));
            text.Remove(0, part.Length);
            return new TerminalEvent.Output(part);
        }
    }

    private static int Whole(string from) => char.IsHighSurrogate(from[MostAtOnce - 1]) ? MostAtOnce - 1 : MostAtOnce;

    private static int Whole(StringBuilder from) =>
        from.Length <= MostAtOnce ? from.Length
        : char.IsHighSurrogate(from[MostAtOnce - 1]) ? MostAtOnce - 1
        : MostAtOnce;
}
