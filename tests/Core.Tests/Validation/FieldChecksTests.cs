using TmuxBuilder.Core.Validation;

namespace TmuxBuilder.Core.Tests.Validation;

public sealed class FieldChecksTests
{
    [Theory]
    [InlineData("ann@example.org", "ann@example.org")]
    [InlineData("  Ann.O'Neil+tag@Sub.Example.ORG ", "ann.o'neil+tag@sub.example.org")]
    [InlineData("jürgen@münchen.example", "jürgen@münchen.example")]
    public void Addresses_are_trimmed_and_lower_cased(string given, string kept)
    {
        var checks = new FieldChecks();

        Assert.Equal(kept, checks.Email("email", given));
        Assert.True(checks.Passed);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("ann")]
    [InlineData("@example.org")]
    [InlineData("ann@")]
    [InlineData("ann@localhost")]
    [InlineData("ann@.org")]
    [InlineData("ann@example.")]
    [InlineData("ann@a..b")]
    [InlineData("ann@b@example.org")]
    [InlineData("ann example@example.org")]
    [InlineData("ann@example.org\r\nBcc: all@example.org")]
    [InlineData("Ann <ann@example.org>")]
    [InlineData("ann@example.org,bob@example.org")]
    [InlineData("\"ann\"@example.org")]
    [InlineData("\ud83d\ude00@example.org")]
    public void What_is_no_address_or_could_break_a_mail_is_refused(string? given)
    {
        var checks = new FieldChecks();

        checks.Email("email", given);

        Assert.False(checks.Passed);
        Assert.Single(checks.Errors["email"]);
    }

    [Fact]
    public void Lengths_end_where_they_say()
    {
        var checks = new FieldChecks();

        checks.Name("name", new string('n', 200));
        checks.Phone("phone", new string('1', 40));
        checks.Message("message", new string('m', 32_000));
        checks.Email("email", new string('a', 64) + "@" + new string('b', 185) + ".org");
        Assert.True(checks.Passed);

        checks.Name("long_name", new string('n', 201));
        checks.Phone("long_phone", new string('1', 41));
        checks.Message("long_message", new string('m', 32_001));
        checks.Email("long_email", new string('a', 64) + "@" + new string('b', 186) + ".org");
        checks.Reason("long_reason", new string('r', 2_001));
        Assert.Equal(["long_email", "long_message", "long_name", "long_phone", "long_reason"], checks.Errors.Keys);
    }

    [Fact]
    public void A_message_is_kept_as_it_was_written()
    {
        const string Message = "/clear\n!ls\u001b[31m\0 @file  ";
        var checks = new FieldChecks();

        Assert.Equal(Message, checks.Message("message", Message));
        Assert.True(checks.Passed);
    }

    [Fact]
    public void A_blank_message_is_none()
    {
        var checks = new FieldChecks();

        checks.Message("message", " \n\t");

        Assert.False(checks.Passed);
    }

    [Fact]
    public void A_name_is_one_line_of_text()
    {
        var checks = new FieldChecks();

        Assert.Equal("Ann", checks.Name("good", "  Ann "));
        checks.Name("lines", "Ann\nBcc: x");
        checks.Name("escape", "Ann\u001b[2J");
        checks.Name("nothing", "  ");

        Assert.Equal(["escape", "lines", "nothing"], checks.Errors.Keys);
    }
}
