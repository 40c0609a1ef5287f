using System.Text.Json;

namespace TmuxBuilder.Testing;

/// <summary>
/// Writes one step. Texts and tool inputs may hold <c>{{prompt}}</c> (the file the instruction names),
/// <c>{{human}}</c> (the instruction), <c>{{result}}</c> (the text of the last tool result) and <c>{{cwd}}</c> (the
/// agent's working directory).
/// </summary>
public sealed class StepBuilder
{
    private readonly List<Block> blocks = [];
    private StubUsage usage = new();
    private string? stop;

    public StepBuilder Text(string value) => Add(new Block.Text(value));

    /// <summary>Waits until the test opens the gate.</summary>
    public StepBuilder Hold(string gate) => Add(new Block.Hold(gate));

    public StepBuilder Tool(string name, object input) =>
        Add(
            new Block.ToolUse(
                name, JsonSerializer.SerializeToNode(input) ?? throw new ArgumentNullException(nameof(input))));

    public StepBuilder Bash(string command) => Tool("Bash", new { command, description = "Run a command" });

    public StepBuilder Read(string path) => Tool("Read", new { file_path = path });

    public StepBuilder Write(string path, string content) => Tool("Write", new { file_path = path, content });

    public StepBuilder Usage(StubUsage tokens)
    {
        usage = tokens;
        return this;
    }

    /// <summary>Ends the answer with a stop reason of its own, such as <c>refusal</c> or <c>max_tokens</c>.</summary>
    public StepBuilder Stop(string reason)
    {
        stop = reason;
        return this;
    }

    internal Step ToStep() => new([.. blocks], usage, stop);

    private StepBuilder Add(Block block)
    {
        blocks.Add(block);
        return this;
    }
}
