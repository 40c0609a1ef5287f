using System.Text;
using System.Text.Json;
using TmuxBuilder.Agent.Channel;
using TmuxBuilder.Agent.Live;
using TmuxBuilder.Agent.Profiles;
using TmuxBuilder.Agent.Screen;
using TmuxBuilder.Agent.Tmux;
using TmuxBuilder.Testing;

namespace TmuxBuilder.Agent.Tests.Fuzz;

/// <summary>What comes out of a sandbox: hooks, requests, transcripts, screens, and what tmux says of it.</summary>
public sealed class AgentParserProperties
{
    private static readonly string[] HookWords =
    [
        "{\"hook_event_name\":\"", "UserPromptSubmit", "PreToolUse", "PostToolUse", "Stop", "SessionStart", "\",",
        "\"}",
        "\"prompt\":", "\"tool_name\":", "\"Bash\"", "\"tool_input\":{", "\"command\":\"npm install\"",
        "\"command\":\"\\ud83d\"", "\"prompt\":\"\\ude00\"", "}", "[1,2]",
        "\"last_assistant_message\":", "\"source\":\"startup\"", "\"stop_hook_active\":true",
    ];

    private static readonly string[] TmuxWords =
    [
        "%begin 1 2 1", "%end 1 2 1", "%error 1 2 1", "%begin 1 2 0", "%end 1 2 0", "%output %0 x", "%exit", "%end",
        "%begin ", "3 /session", "12 80 24 1 0", "\n",
    ];

    [Fact]
    public void A_hook_is_one_or_none_and_never_more_than_it_may_be() => Testing.Fuzz.Check(
        Testing.Fuzz.Texts(HookWords), json =>
        {
            if (HookReader.Read(json, "/session") is AgentHook.Submitted submitted)
            {
                Assert.InRange(submitted.ToString().Length, 1, 5_000);
            }
        });

    [Fact]
    public void A_request_is_one_or_none() => Testing.Fuzz.Check(
        Testing.Fuzz.Bytes("notify\0", "hook\0", "deploy\0", "check\0", "id\0", "\0"), bytes =>
            Assert.True(AgentRequest.Parse(bytes) is null or { Id.Length: > 0, Fields.Count: <= 200 }));

    [Fact]
    public void A_screen_is_seen_as_something_within_bounds() => Testing.Fuzz.Check(
        Testing.Fuzz.Texts("❯ ", "╭──╮\n", "│ > │\n", "Do you want to", "1. Yes", "Esc to cancel", "\n", "\u00a0"),
        text =>
        {
            var view = ScreenReader.Read(text);

            Assert.True(Enum.IsDefined(view.Kind));
            Assert.InRange(view.ToString().Length, 1, 20_000);
        });

    [Fact]
    public void Replies_of_tmux_end_where_they_began_and_nothing_else_is_a_reply() => Testing.Fuzz.Check(
        Testing.Fuzz.Lists(TmuxWords), lines =>
        {
            var replies = new ControlReplies();
            var taken = 0;
            foreach (var line in lines.SelectMany(line => line.Split('\n')))
            {
                taken += replies.Take(line) is null ? 0 : 1;
            }

            Assert.InRange(taken, 0, lines.Sum(line => line.Split("%begin").Length));
        });

    [Fact]
    public void What_is_said_to_tmux_is_one_line_of_quoted_words_or_refused() => Testing.Fuzz.Check(
        Testing.Fuzz.Lists("#{x}", "'", ";", "kill-server"), words =>
        {
            try
            {
                var line = ControlLine.Of(words);
                Assert.DoesNotContain(line, char.IsControl);
                Assert.Equal(words, Unquoted(line, words.Length));
            }
            catch (ArgumentException)
            {
                Assert.Contains(words, word => word.Any(char.IsControl));
            }
        });

    [Fact]
    public void A_terminal_is_drawn_or_there_is_none() => Testing.Fuzz.Check(
        Testing.Fuzz.Lists("1 2 80 24 1 0", "-5 0 0 0 0 0", "2147483647 2147483647 1 1 1 1"), lines =>
            _ = FeedScreen.Read(new ControlReply([.. lines.Select(ToBytes)], Failed: false)));

    [Fact]
    public void A_transcript_says_whether_a_prompt_was_taken_whatever_is_in_it() => Testing.Fuzz.Check(
        Testing.Fuzz.Bytes(
            "{\"type\":\"user\",\"message\":{\"role\":\"user\",\"content\":", "\"Read /session/prompt_1.txt", "\"}}",
            "\n",
            "[{\"type\":\"text\",\"text\":", "{\"type\":\"system\",\"subtype\":\"turn_duration\"}", "prompt_1.txt"),
        bytes =>
        {
            var instruction = new Instruction("Read /session/prompt_1.txt and complete the task", "prompt_1.txt");

            _ = (ClaudeTranscript.HasTaken(bytes, instruction), ClaudeTranscript.HasEnded(bytes, instruction));
        });

    [Fact]
    public void A_status_file_is_read_or_is_not_JSON() => Testing.Fuzz.Check(
        Testing.Fuzz.Texts("{\"sessionId\":", "\"a\"", ",\"updatedAt\":", "5", "}"), json =>
        {
            try
            {
                _ = JsonSerializer.Deserialize(Encoding.UTF8.GetBytes(json), ProfileJson.Default.ClaudeStatus);
            }
            catch (JsonException)
            {
                // Which its reader takes for none.
            }
        });

    /// <summary>A line of the control client has one character a byte.</summary>
    private static string ToBytes(string text) => Encoding.Latin1.GetString(Encoding.UTF8.GetBytes(text));

    /// <summary>As a shell, and tmux, would read it.</summary>
    private static List<string> Unquoted(string line, int count)
    {
        var words = new List<string>();
        if (count == 0)
        {
            return words;
        }

        var word = new StringBuilder();
        var quoted = false;
        for (var i = 0; i < line.Length; i++)
        {
            if (line[i] == '\'')
            {
                quoted = !quoted;
            }
            else if (!quoted && line[i] == '\\')
            {
                word.Append(line[++i]);
            }
            else if (!quoted && line[i] == ' ')
            {
                words.Add(word.ToString());
                word.Clear();
            }
            else
            {
                word.Append(line[i]);
            }
        }

        words.Add(word.ToString());
        return words;
    }
}
