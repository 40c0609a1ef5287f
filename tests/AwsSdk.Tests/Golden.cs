using System.Text.Json;
using System.Xml.Linq;

namespace TmuxBuilder.AwsSdk.Tests;

/// <summary>A request as botocore makes and signs it (Golden/record.py).</summary>
internal sealed record Golden(
    string Method, string Host, string Path, string Query, Dictionary<string, string> Headers, string Body)
{
    public static Dictionary<string, Golden> Of(string service) =>
        JsonSerializer.Deserialize<Dictionary<string, Golden>>(
            File.ReadAllText(System.IO.Path.Combine(AppContext.BaseDirectory, "Golden", $"{service}.json")),
            JsonSerializerOptions.Web)!;

    /// <summary>A body in the one form that all bodies of the same meaning have.</summary>
    public static string Canonical(string body) =>
        body.StartsWith('<') ? Sorted(XElement.Parse(body)).ToString()
        : body.Contains("Action=", StringComparison.Ordinal) ? Form(body)
        : body;

    /// <summary>Names and values of a form or query, decoded, in order of the names.</summary>
    public static string Form(string text) =>
        string.Join(
            '\n',
            text.Split('&', StringSplitOptions.RemoveEmptyEntries).Select(Decoded).Order(StringComparer.Ordinal));

    private static string Decoded(string pair) => Uri.UnescapeDataString(pair.Replace('+', ' ')).TrimEnd('=');

    /// <summary>Members of a structure may come in any order; those of a list share a name and keep theirs.</summary>
    private static XElement Sorted(XElement element) =>
        element.HasElements
            ? new XElement(
                element.Name,
                element.Elements().OrderBy(e => e.Name.LocalName, StringComparer.Ordinal).Select(Sorted))
            : new XElement(element.Name, element.Value);
}
