using TmuxBuilder.Core.Text;

namespace TmuxBuilder.Core.Activity;

/// <summary>Makes any text fit to be stored.</summary>
internal static class ActivityText
{
    /// <summary>The text whole in UTF-16, without secrets and not longer than an entry's text may be.</summary>
    public static string Redact(string text)
    {
        var looked = text.Length <= ActivityLimits.MaxInput ? text : text[..ActivityLimits.MaxInput];
        return Utf8Text.Cut(SecretRedactor.Redact(Utf8Text.Mend(looked)), ActivityLimits.MaxText);
    }
}
