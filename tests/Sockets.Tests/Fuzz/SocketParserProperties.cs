using TmuxBuilder.Sockets.Admission;
using TmuxBuilder.Sockets.Protocol;
using TmuxBuilder.Sockets.Remote;
using TmuxBuilder.Testing;

namespace TmuxBuilder.Sockets.Tests.Fuzz;

/// <summary>What clients say over sockets, and what stands in their addresses.</summary>
public sealed class SocketParserProperties
{
    [Fact]
    public void A_frame_is_an_action_or_a_fault_and_never_both() => Testing.Fuzz.Check(
        Testing.Fuzz.Bytes(
            "{\"action\":", "\"ping\"", "\"history\"", ",\"since\":", "5", "\"input\"", ",\"text\":\"ls\"",
            "\"resize\"",
            ",\"columns\":80", ",\"rows\":24", "}", "{\"a\":[[[["), bytes =>
        {
            var frame = ClientFrame.Parse(bytes);

            Assert.Equal(frame.Fault == FrameFault.None, frame.Action != ClientAction.None);
            Assert.True(frame.Since is null or >= 0);
            Assert.True(frame.Text is null || frame.Text.Length <= ClientFrame.MaxInput);
        });

    [Fact]
    public void The_history_an_address_asks_for_begins_at_a_number() => Testing.Fuzz.Check(
        Testing.Fuzz.Texts("5", "-1", "0x5"), since => Assert.True(ClientFrame.Opening(since).Since is null or >= 0));

    [Fact]
    public void What_is_after_ws_is_a_guid_a_share_or_nothing() => Testing.Fuzz.Check(
        Testing.Fuzz.Texts(new string('a', 64), new string('b', 43), "%2e"), id =>
        {
            var key = SocketKey.Parse(id);

            Assert.True(key is null || (key.Value.Guid is not null) != (key.Value.ShareSecret is not null));
        });

    [Fact]
    public void A_greeting_from_the_queue_is_one_or_none() => Testing.Fuzz.Check(
        Testing.Fuzz.Texts("{\"session\":\"", new string('a', 64), "\",\"connection\":\"c\"", "}"),
        json => _ = Greeting.Parse(json));
}
