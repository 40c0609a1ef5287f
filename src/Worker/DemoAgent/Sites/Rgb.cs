using System.Globalization;

namespace TmuxBuilder.DemoAgent.Sites;

/// <summary>An sRGB colour.</summary>
internal readonly record struct Rgb(byte R, byte G, byte B)
{
    public static readonly Rgb White = new(255, 255, 255);
    public static readonly Rgb Black = new(0, 0, 0);
    public static readonly Rgb Ink = new(15, 16, 22);

    /// <summary>Relative luminance, 0 to 1 (WCAG 2.2).</summary>
    public double Luminance => (0.2126 * Linear(R)) + (0.7152 * Linear(G)) + (0.0722 * Linear(B));

    /// <summary>Reads <c>#rgb</c> or <c>#rrggbb</c>.</summary>
    public static Rgb? Parse(string text)
    {
        var digits = text.StartsWith('#') ? text[1..] : text;
        if (digits.Length == 3)
        {
            digits = string.Concat(digits.Select(d => new string(d, 2)));
        }

        return digits.Length == 6
            && uint.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value)
            ? new Rgb((byte)(value >> 16), (byte)(value >> 8), (byte)value)
            : null;
    }

    /// <summary>Contrast ratio, 1 to 21 (WCAG 2.2).</summary>
    public double Contrast(Rgb other)
    {
        var (a, b) = (Luminance, other.Luminance);
        return (Math.Max(a, b) + 0.05) / (Math.Min(a, b) + 0.05);
    }

    /// <summary>This colour with <paramref name="share"/> (0 to 1) of another in it.</summary>
    public Rgb Mix(Rgb other, double share) =>
        new(Between(R, other.R, share), Between(G, other.G, share), Between(B, other.B, share));

    /// <summary>Place on the colour wheel, 0 to 360 degrees; 0 for greys.</summary>
    public double Hue
    {
        get
        {
            double max = Math.Max(R, Math.Max(G, B)), span = Span;
            var sixth = span == 0 ? 0
                : max == R ? (G - B) / span
                : max == G ? 2 + ((B - R) / span)
                : 4 + ((R - G) / span);
            return ((sixth * 60) + 360) % 360;
        }
    }

    private double Span => Math.Max(R, Math.Max(G, B)) - Math.Min(R, Math.Min(G, B));

    /// <summary>The same lightness and strength, <paramref name="degrees"/> further round the colour wheel.</summary>
    public Rgb Turn(double degrees)
    {
        double min = Math.Min(R, Math.Min(G, B)), span = Span;
        var hue = (Hue + degrees + 720) % 360 / 60;
        var rise = span * (1 - Math.Abs((hue % 2) - 1));
        var (r, g, b) = (int)hue switch
        {
            0 => (span, rise, 0.0),
            1 => (rise, span, 0.0),
            2 => (0.0, span, rise),
            3 => (0.0, rise, span),
            4 => (rise, 0.0, span),
            _ => (span, 0.0, rise),
        };
        return new Rgb((byte)Math.Round(r + min), (byte)Math.Round(g + min), (byte)Math.Round(b + min));
    }

    public override string ToString() => $"#{R:x2}{G:x2}{B:x2}";

    private static byte Between(byte from, byte to, double share) => (byte)Math.Round(from + ((to - from) * share));

    private static double Linear(byte channel)
    {
        var value = channel / 255.0;
        return value <= 0.04045 ? value / 12.92 : Math.Pow((value + 0.055) / 1.055, 2.4);
    }
}
