using System.Text;
using TmuxBuilder.Core.Uploads;

namespace TmuxBuilder.Core.Tests.Uploads;

public sealed class UploadNameTests
{
    [Theory]
    [InlineData("design.png", "design.png")]
    [InlineData("My Logo (final).PNG", "My_Logo_final.png")]
    [InlineData("../../etc/passwd.png", "passwd.png")]
    [InlineData("C:\\Users\\me\\logo.png", "logo.png")]
    [InlineData("..png", "file.png")]
    [InlineData(".png", "file.png")]
    [InlineData("a..b.png", "a.b.png")]
    [InlineData("....//....//x.png", "x.png")]
    [InlineData("$(touch x);`id`'\".png", "touch_x_id.png")]
    [InlineData("-rf.png", "-rf.png")]
    [InlineData("a\0b\u001b[2Jc\n.png", "a_b_2Jc.png")]
    [InlineData("gpj\u202eevil.png", "gpj_evil.png")]
    [InlineData("teehaus-grün.png", "teehaus-grün.png")]
    [InlineData("茶の店.png", "茶の店.png")]
    [InlineData("gru\u0308n.png", "gru\u0308n.png")]
    [InlineData("😀.png", "file.png")]
    [InlineData("\ud800.png", "file.png")]
    [InlineData("con:aux|<x>?*.png", "con_aux_x.png")]
    public void A_name_for_the_disk_is_harmless_and_keeps_what_it_can(string given, string expected) =>
        Assert.Equal(expected, UploadName.ForDisk(given, ".png"));

    [Theory]
    [InlineData("a")]
    [InlineData("茶")]
    [InlineData("𠀀")]
    [InlineData(".")]
    public void A_long_name_is_cut_before_its_extension(string character)
    {
        var name = UploadName.ForDisk(string.Concat(Enumerable.Repeat(character, 5_000)) + ".jpeg", ".jpeg");

        Assert.EndsWith(".jpeg", name, StringComparison.Ordinal);
        Assert.InRange(name.Length, ".jpeg".Length + 1, UploadName.MaxLength);
        Assert.InRange(Encoding.UTF8.GetByteCount(name), 1, UploadName.MaxBytes);
    }

    [Theory]
    [InlineData("a/b/My Logo 😀.png", "My Logo 😀.png")]
    [InlineData("a\r\nSet-Cookie: x.png", "aSet-Cookie: x.png")]
    [InlineData("gpj\u202eevil.png", "gpjevil.png")]
    [InlineData("x/", "file")]
    public void A_name_for_people_has_no_path_and_nothing_that_does_not_show(string given, string expected) =>
        Assert.Equal(expected, UploadName.ForPeople(given));
}
