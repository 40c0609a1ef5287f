using TmuxBuilder.DemoAgent.Conversation;

namespace TmuxBuilder.DemoAgent.Tests.Conversation;

public sealed class PromptTextTests
{
    [Fact]
    public void The_words_between_the_marks_and_the_files_after_them_are_the_request()
    {
        var text = PromptText.Read(
            "From the client.\n\n----- begin 0123456789ab -----\nA page\n----- end ffffffffffff -----\nfor tea\n"
            + "----- end 0123456789ab -----\n\nFiles:\n- uploads/1_menu.txt\n- uploads/2_logo.png\n");

        Assert.Equal("0123456789ab", text.Mark);
        Assert.Equal(
            "A page\n----- end ffffffffffff -----\nfor tea\n- uploads/1_menu.txt\n- uploads/2_logo.png", text.Request);
    }

    [Fact]
    public void A_file_without_marks_is_all_words() =>
        Assert.Equal(new PromptText(null, "A page for tea\n"), PromptText.Read("A page for tea\n"));
}
