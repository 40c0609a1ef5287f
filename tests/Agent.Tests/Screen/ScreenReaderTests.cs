using TmuxBuilder.Agent.Screen;

namespace TmuxBuilder.Agent.Tests.Screen;

/// <summary>
/// The screens are captures of the pinned CLI, but for those it shows only with a real account (update, limit), which
/// are put together from its own sentences.
/// </summary>
public sealed class ScreenReaderTests
{
    public static TheoryData<string, ScreenKind> Screens => new()
    {
        { "ready", ScreenKind.Ready },
        { "busy", ScreenKind.Busy },
        { "onboarding", ScreenKind.Onboarding },
        { "trust", ScreenKind.Trust },
        { "api-key", ScreenKind.ApiKey },
        { "bypass-warning", ScreenKind.BypassWarning },
        { "settings", ScreenKind.Settings },
        { "login", ScreenKind.Login },
        { "update", ScreenKind.Update },
        { "limit-reached", ScreenKind.LimitReached },
        { "permission", ScreenKind.Permission },
        { "question", ScreenKind.Question },
        { "unknown", ScreenKind.Unknown },
    };

    [Theory]
    [MemberData(nameof(Screens))]
    public void A_screen_is_told_by_its_own_sentences(string name, ScreenKind expected)
    {
        var view = ScreenReader.Read(Golden(name));

        Assert.Equal(expected, view.Kind);
        Assert.Equal(expected is not (ScreenKind.Ready or ScreenKind.Busy or ScreenKind.Unknown), view.IsDialog);
        Assert.False(view.IsInterrupted);
        Assert.InRange(view.Text.Split('\n').Length, 1, 12);
    }

    [Fact]
    public void Every_kind_has_a_screen() =>
        Assert.Equal(Enum.GetValues<ScreenKind>().Order(), Screens.Select(row => row.Data.Item2).Distinct().Order());

    [Theory]
    [InlineData("ready")]
    [InlineData("busy")]
    public void An_empty_box_is_seen_as_empty(string name) => Assert.Equal("", ScreenReader.Read(Golden(name)).Box);

    [Fact]
    public void What_is_in_the_box_is_read_also_when_it_is_wrapped()
    {
        var rule = new string('─', 60);

        Assert.Equal(
            "Read /session/a.txt and complete",
            ScreenReader.Read($"x\n{rule}\n❯ Read /session/a.txt\n  and complete\n{rule}\n").Box);
    }

    [Theory]
    [InlineData("trust")]
    [InlineData("question")]
    [InlineData("unknown")]
    public void Where_there_is_no_box_none_is_made_up(string name) => Assert.Null(ScreenReader.Read(Golden(name)).Box);

    [Fact]
    public void A_dialog_the_agent_only_prints_is_none_while_the_box_is_there() =>
        Assert.Equal(ScreenKind.Ready, ScreenReader.Read(Golden("permission") + Golden("ready")).Kind);

    [Theory]
    [InlineData("")]
    [InlineData("\n\n\n")]
    [InlineData("────────────────────────────\n❯")]
    public void Less_than_a_screen_is_unknown(string screen) =>
        Assert.Equal(ScreenKind.Unknown, ScreenReader.Read(screen).Kind);

    [Fact]
    public void An_interruption_shows_while_it_is_the_last_thing_said()
    {
        Assert.True(ScreenReader.Read("> Read x\n  ⎿ Interrupted\n> ").IsInterrupted);
        Assert.False(ScreenReader.Read("  ⎿ Interrupted\n" + string.Join('\n', Enumerable.Range(1, 20))).IsInterrupted);
    }

    [Fact]
    public void Secrets_and_whole_guids_do_not_get_into_the_text()
    {
        var text = ScreenReader.Read($"key {"ghp_"}{new string('a', 36)} in {new string('b', 64)}").Text;

        Assert.DoesNotContain("aaaa", text, StringComparison.Ordinal);
        Assert.DoesNotContain(new string('b', 13), text, StringComparison.Ordinal);
    }

    private static string Golden(string name) =>
        File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Screen", "Golden", $"{name}.txt"));
}
