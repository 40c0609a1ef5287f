namespace TmuxBuilder.Fleet.Machines;

/// <summary>A session's folder on one machine, as far as it matters: what its agent was told and took.</summary>
internal sealed class Folder
{
    /// <summary>The number of the checkpoint that it holds, or comes after.</summary>
    public long Checkpoint { get; set; }

    /// <summary>Whether it holds what no checkpoint has.</summary>
    public bool HasNews { get; set; }

    /// <summary>Prompt files with what each asks for.</summary>
    public Dictionary<string, string> Prompts { get; } = new(StringComparer.Ordinal);

    /// <summary>The prompt files the agent took, in order: its conversation.</summary>
    public List<string> Taken { get; } = [];

    /// <summary>The prompt file whose work the agent ended last.</summary>
    public string? Ended { get; set; }
}
