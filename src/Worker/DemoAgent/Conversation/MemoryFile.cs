using System.Text.Json;
using TmuxBuilder.DemoAgent.Files;

namespace TmuxBuilder.DemoAgent.Conversation;

/// <summary>Keeps the memory in the session folder, where checkpoints take it along.</summary>
internal sealed class MemoryFile(SessionFiles files)
{
    private const string Name = ".demo/state.json";
    private const int MaxBytes = 4 * 1024 * 1024;

    /// <summary>What was kept, or an empty memory when there is none that can be read.</summary>
    public Memory Load()
    {
        try
        {
            return files.Read(Name, MaxBytes).Bytes is { } bytes
                && JsonSerializer.Deserialize(bytes, MemoryJson.Default.Memory)
                    is { Version: Memory.CurrentVersion } memory
                ? memory
                : new Memory();
        }
        catch (JsonException)
        {
            return new Memory();
        }
    }

    public void Save(Memory memory) =>
        files.Write(Name, JsonSerializer.SerializeToUtf8Bytes(memory, MemoryJson.Default.Memory));
}
