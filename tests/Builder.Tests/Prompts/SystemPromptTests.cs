using System.Text.RegularExpressions;
using TmuxBuilder.Builder.Prompts;
using TmuxBuilder.Core.Sessions;

namespace TmuxBuilder.Builder.Tests.Prompts;

public sealed partial class SystemPromptTests
{
    private static readonly DateTimeOffset Now = new(2026, 2, 4, 7, 25, 31, TimeSpan.Zero);
    private static readonly SessionId Session = SessionId.New("client@example.com", TimeProvider.System);
    private static readonly string Prompt = SystemPrompt.Write(Session, "/session", Now);

    [Fact]
    public void It_names_its_version_first_and_has_every_section_once_in_order()
    {
        Assert.StartsWith($"System prompt version {SystemPrompt.Version},", Prompt, StringComparison.Ordinal);
        Assert.Equal(
            [
                "Identity", "Workspace", "Task reception", "Communication",
                "Autonomy", "Layout comes first", "Decisions",
                "Recovery", "Guard against half-written code", "Where files go",
                "Skills", "Deploy rules", "Checks", "AWS", "Flow",
                "Quality", "Tailwind", "Design", "Templates", "Functionality", "Gates", "Workflow", "Recap",
            ],
            Heading().Matches(Prompt).Select(match => match.Groups[1].Value));
    }

    [Fact]
    public void Every_value_is_filled_in_and_the_naming_example_is_a_real_name()
    {
        Assert.DoesNotContain('{', Prompt);
        Assert.DoesNotContain('}', Prompt);
        Assert.DoesNotContain("TODO", Prompt, StringComparison.OrdinalIgnoreCase);
        Assert.Contains($"tmux-{Session.Short}-tea-shop-20260204-072531", Prompt, StringComparison.Ordinal);
    }

    [Fact]
    public void It_holds_no_guid_no_address_of_the_client_and_no_secret()
    {
        Assert.DoesNotContain(Session.Value, Prompt, StringComparison.Ordinal);
        Assert.DoesNotMatch("[0-9a-f]{20,}", Prompt);
        Assert.DoesNotContain("example.com", Prompt, StringComparison.Ordinal);
        Assert.DoesNotMatch("(?i)AKIA|sk-ant|password|api[_ ]key", Prompt);
    }

    [Fact]
    public void It_names_only_commands_that_exist_and_every_command_of_notify()
    {
        Assert.Equal(
            ["check.sh", "deploy.sh", "notify.sh"],
            Script().Matches(Prompt).Select(match => match.Value).Distinct().Order(StringComparer.Ordinal));
        string[] commands =
        [
            "ack", "status", "working", "progress", "found", "phase", "created", "deployed", "resources", "screenshot",
            "test", "summary", "done", "error", "ask",
        ];
        Assert.All(
            commands, command => Assert.Contains($"./notify.sh {command}", Prompt, StringComparison.Ordinal));
    }

    [Fact]
    public void It_is_short_enough_to_be_read()
    {
        var lines = Prompt.Split('\n');

        Assert.InRange(lines.Length, 100, 170);
        Assert.All(lines, line => Assert.InRange(line.Length, 0, 140));
    }

    [Fact]
    public void It_points_at_every_skill_and_repeats_none_of_them()
    {
        var skills = Knowledge.Paths
            .Where(path => path.EndsWith("/SKILL.md", StringComparison.Ordinal))
            .Select(path => path.Split('/')[1]);
        Assert.Equal(
            skills,
            SkillLine().Matches(SectionOf("Skills"))
                .Select(match => match.Groups[1].Value).Order(StringComparer.Ordinal));
        foreach (var path in Knowledge.Paths.Where(path => path.StartsWith("agents/", StringComparison.Ordinal)))
        {
            Assert.Contains(path.Split('/')[1][..^".md".Length], SectionOf("Skills"), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void It_says_nothing_twice()
    {
        var sentences = Sentence().Split(Prompt)
            .Select(sentence => sentence.Trim()).Where(sentence => sentence.Length > 30).ToArray();

        Assert.Equal(sentences.Length, sentences.Distinct(StringComparer.OrdinalIgnoreCase).Count());
        foreach (var once in (string[])["then version 3", "--new", "localhost", "2 KB", "cloud keys", "and not done"])
        {
            Assert.Equal(2, Prompt.Split(once).Length);
        }
    }

    private static string SectionOf(string heading) => Prompt.Split($"\n# {heading}\n")[1].Split("\n# ")[0];

    [GeneratedRegex(@"^- ([a-z]+(?:-[a-z]+)*): ", RegexOptions.Multiline)]
    private static partial Regex SkillLine();

    [GeneratedRegex(@"[.;:]\s|\n- |\n\n")]
    private static partial Regex Sentence();

    [GeneratedRegex("^# (.+)$", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex(@"\b\w+\.sh\b")]
    private static partial Regex Script();
}
