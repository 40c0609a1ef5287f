using System.Text.Json;
using TmuxBuilder.Agent.Channel;

namespace TmuxBuilder.Agent.Tests.Channel;

public sealed class HookReaderTests
{
    private static readonly string Long = new('x', 1_000_000);

    [Fact]
    public void What_a_hook_carries_is_cut_to_what_a_real_one_needs()
    {
        var submitted =
            Assert.IsType<AgentHook.Submitted>(Read(new { hook_event_name = "UserPromptSubmit", prompt = Long }));
        Assert.Equal(4096, submitted.Prompt.Length);
        var stopped =
            Assert.IsType<AgentHook.Stopped>(Read(new { hook_event_name = "Stop", last_assistant_message = Long }));
        Assert.Equal(64 * 1024, stopped.LastMessage?.Length);
        var failed = Assert.IsType<AgentHook.TurnFailed>(
            Read(new { hook_event_name = "StopFailure", error = Long, last_assistant_message = Long }));
        Assert.Equal((100, 64 * 1024), (failed.Error.Length, failed.Message.Length));
        var asked = Assert.IsType<AgentHook.PermissionAsked>(
            Read(new { hook_event_name = "PermissionRequest", tool_name = Long }));
        Assert.Equal(100, asked.Tool.Length);
    }

    [Fact]
    public void What_is_short_stays_whole()
    {
        var said = new string('x', 50_000) + "end";

        Assert.Equal(
            new AgentHook.Stopped(said), Read(new { hook_event_name = "Stop", last_assistant_message = said }));
    }

    private static AgentHook? Read<T>(T hook) => HookReader.Read(JsonSerializer.Serialize(hook), "/session");
}
