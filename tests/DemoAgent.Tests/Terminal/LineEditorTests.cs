using System.Text;
using TmuxBuilder.DemoAgent.Terminal;

namespace TmuxBuilder.DemoAgent.Tests.Terminal;

public sealed class LineEditorTests
{
    private readonly LineEditor _editor = new();

    [Fact]
    public void Control_u_clears_the_line_and_enter_gives_it()
    {
        Assert.Equal([new Key.Enter("Read it")], Feed("old text\x15Read it\r"));
        Assert.Empty(_editor.Text);
    }

    [Fact]
    public void Backspace_takes_the_last_character_and_nothing_when_there_is_none()
    {
        Feed("\u007f\u007fab\u007f");

        Assert.Equal("a", _editor.Text);
    }

    [Theory]
    [InlineData("\x1b")]
    [InlineData("\x1bRead")]
    [InlineData("\x1b\x15")]
    public void An_escape_that_begins_no_sequence_is_the_key(string typed) =>
        Assert.Equal([new Key.Interrupt()], Feed(typed));

    [Fact]
    public void Text_after_an_escape_in_the_same_read_stays()
    {
        Feed("\x1bRead");

        Assert.Equal("Read", _editor.Text);
    }

    [Theory]
    [InlineData("\x1b[A")]
    [InlineData("\x1bOB")]
    [InlineData("\x1b[200~")]
    [InlineData("\x1b[1;5C")]
    public void Arrow_keys_and_paste_marks_are_neither_text_nor_interrupts(string typed)
    {
        Assert.Empty(Feed(typed));
        Assert.Empty(_editor.Text);
    }

    [Fact]
    public void Control_c_interrupts_and_control_d_ends_an_empty_line_only()
    {
        Assert.Equal([new Key.Interrupt(IsControlC: true), new Key.End()], Feed("\x03\x04"));
        Assert.Empty(Feed("a\x04"));
    }

    [Fact]
    public void A_character_split_between_reads_is_one_character()
    {
        var bytes = Encoding.UTF8.GetBytes("é");
        _editor.Feed(bytes.AsSpan(0, 1));
        _editor.Feed(bytes.AsSpan(1));

        Assert.Equal("é", _editor.Text);
    }

    [Fact]
    public void A_line_does_not_grow_without_end()
    {
        Feed(new string('x', 100_000));

        Assert.Equal(4096, _editor.Text.Length);
    }

    private IReadOnlyList<Key> Feed(string text) => _editor.Feed(Encoding.UTF8.GetBytes(text));
}
