using System.Text.Json;
using TmuxBuilder.Core.Text;

namespace TmuxBuilder.Agent.Channel;

/// <summary>Says in one line for people what a tool is about to do.</summary>
internal static class ToolSummary
{
    private const int MaxLength = 120;

    public static string Of(string tool, JsonElement? input, string folder)
    {
        string Field(string name) =>
            input is { ValueKind: JsonValueKind.Object } fields
            && fields.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
                ? Line(value.GetString() ?? "")
                : "";

        string File(string name) => Relative(Field(name), folder);

        var summary = tool switch
        {
            "Write" => $"Writing {File("file_path")}",
            "Edit" or "MultiEdit" => $"Editing {File("file_path")}",
            "NotebookEdit" => $"Editing {File("notebook_path")}",
            "Read" => $"Reading {File("file_path")}",
            "Bash" => $"Running {Field("command")}",
            "Glob" or "Grep" => $"Searching for {Field("pattern")}",
            "WebFetch" => $"Looking at {Field("url")}",
            "WebSearch" => $"Searching for {Field("query")}",
            "Skill" => $"Using the skill {Field("skill")}",
            "Agent" or "Task" => $"Working on {Field("description")}",
            _ => $"Using {Line(tool)}",
        };

        // Redacted whole: of a secret that is cut no pattern finds the rest.
        summary = SecretRedactor.Redact(summary);
        return summary.Length <= MaxLength ? summary.TrimEnd() : summary[..MaxLength] + "…";
    }

    private static string Relative(string path, string folder) =>
        path.StartsWith(folder + "/", StringComparison.Ordinal) ? path[(folder.Length + 1)..] : path;

    private static string Line(string text)
    {
        var end = text.AsSpan().IndexOfAny('\r', '\n');
        var line = end < 0 ? text : text[..end];
        return string.Concat(line.Where(character => !char.IsControl(character)));
    }
}
