using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using TmuxBuilder.Core.Activity;

namespace TmuxBuilder.Builder.Calls;

/// <summary>
/// Reads the arguments of <c>notify.sh</c>. The script checks them too, but the script is in the agent's hands.
/// </summary>
internal static partial class NotifyParser
{
    public const int MaxText = 4000;
    private const int MaxJson = 16_000;
    private const int MaxChoices = 10;
    private const int MaxChoice = 200;

    /// <summary>Reads a command with its arguments; otherwise says what would be right.</summary>
    public static bool TryParse(
        IReadOnlyList<string> arguments,
        [NotNullWhen(true)] out Notify? notify,
        [NotNullWhen(false)] out string? usage)
    {
        notify = null;
        (notify, usage) = arguments switch
        {
            ["ack"] => (new Notify.Line("ack", "On it"), null),
            ["summary"] => (new Notify.Summary(), null),
            ["done"] => (new Notify.Done(), null),
            ["ack" or "summary" or "done", ..] => (null, $"{arguments[0]} takes no arguments"),
            ["progress", var text] => ParseProgress(text),
            ["progress", ..] => (null, "progress N, a number from 0 to 100"),
            ["deployed", var text] => ParseUrl(text),
            ["deployed", ..] => (null, "deployed URL, beginning with http:// or https://"),
            ["resources", var text] => ParseResources(text),
            ["resources", ..] => (null, "resources JSON, one object"),
            ["ask", var text, ..] when Clean(text) is { } question => ParseAsk(question, [.. arguments.Skip(2)]),
            ["ask", ..] => (null, "ask TEXT [--choice C]... [--default D]"),
            [var type, var text] when IsLine(type) && Clean(text) is { } line => (new Notify.Line(type, line), null),
            [var type, ..] when IsLine(type) =>
                (null, $"{type} TEXT, one text in quotes of at most {MaxText} characters"),
            _ => ((Notify?)null,
                "ack, status, working, progress, found, phase, created, deployed, resources, screenshot, test, "
                    + "summary, done, error or ask"),
        };
        return notify is not null;
    }

    // A type the platform does not know passes; one that the platform itself speaks by must not be forged.
    private static bool IsLine(string type) =>
        type is "status" or "working" or "found" or "phase" or "created" or "screenshot" or "test" or "error"
        || (TypeName().IsMatch(type) && !ActivityTypes.IsKnown(type));

    private static (Notify?, string?) ParseProgress(string text) =>
        int.TryParse(text.TrimEnd('%'), NumberStyles.None, CultureInfo.InvariantCulture, out var percent)
            && percent <= 100
            ? (new Notify.Progress(percent), null)
            : (null, "progress N, a number from 0 to 100");

    private static (Notify?, string?) ParseUrl(string text) =>
        text.Length <= 2000 && Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is "http" or "https"
            ? (new Notify.Deployed(url), null)
            : (null, "deployed URL, beginning with http:// or https://");

    private static (Notify?, string?) ParseResources(string text)
    {
        if (text.Length > MaxJson)
        {
            return (null, $"resources JSON of at most {MaxJson} characters");
        }

        try
        {
            using var json = JsonDocument.Parse(text);
            return json.RootElement.ValueKind == JsonValueKind.Object
                ? (new Notify.Resources(json.RootElement.GetRawText(), [.. Texts(json.RootElement)]), null)
                : (null, "resources JSON, one object");
        }
        catch (Exception notRead) when (notRead is JsonException or ArgumentException or InvalidOperationException)
        {
            // Half of a surrogate pair, written as an escape, is found only when its text is read.
            return (null, "resources JSON, one object");
        }
    }

    private static IEnumerable<string> Texts(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().SelectMany(TextsOf),
        JsonValueKind.Array => element.EnumerateArray().SelectMany(Texts),
        JsonValueKind.String => [element.GetString() ?? ""],
        _ => [],
    };

    /// <summary>Names are no values; yet one that cannot be read spoils the whole.</summary>
    private static IEnumerable<string> TextsOf(JsonProperty member) => member.Name is null ? [] : Texts(member.Value);

    private static (Notify?, string?) ParseAsk(string question, IReadOnlyList<string> rest)
    {
        const string usage = "ask TEXT [--choice C]... [--default D]";
        var choices = new List<string>();
        string? standing = null;
        for (var i = 0; i < rest.Count; i += 2)
        {
            if (i + 1 >= rest.Count || Clean(rest[i + 1]) is not { Length: <= MaxChoice } value)
            {
                return (null, usage);
            }

            switch (rest[i])
            {
                case "--choice" when choices.Count < MaxChoices:
                    choices.Add(value);
                    break;
                case "--default" when standing is null:
                    standing = value;
                    break;
                default:
                    return (null, usage);
            }
        }

        return (new Notify.Ask(question, choices, standing), null);
    }

    [GeneratedRegex(@"^[a-z][a-z0-9_-]{0,31}\z", RegexOptions.CultureInvariant)]
    private static partial Regex TypeName();

    /// <summary>
    /// Text without control characters and blank ends; <see langword="null"/> when nothing, or too much, is left.
    /// </summary>
    private static string? Clean(string text)
    {
        var clean = new StringBuilder(Math.Min(text.Length, MaxText + 1));
        foreach (var c in text)
        {
            if (clean.Length > MaxText)
            {
                return null;
            }

            if (!char.IsControl(c) || c is '\n' or '\t')
            {
                clean.Append(c);
            }
        }

        var result = clean.ToString().Trim();
        return result.Length is > 0 and <= MaxText ? result : null;
    }
}
