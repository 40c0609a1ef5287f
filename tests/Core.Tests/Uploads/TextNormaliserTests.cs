using System.Text;
using FsCheck;
using FsCheck.Fluent;
using TmuxBuilder.Core.Uploads;

namespace TmuxBuilder.Core.Tests.Uploads;

public sealed class TextNormaliserTests
{
    [Theory]
    [InlineData("Gr\u00fc\u00dfe\taus\r\nBern\rund\nGenf", "Gr\u00fc\u00dfe\taus\nBern\nund\nGenf")]
    [InlineData("a\u0000b\u001b[31mc\u007fd\u0085e", "ab[31mcd\ne")]
    [InlineData("left \u202eright\u202c \u2066x\u2069", "left right x")]
    [InlineData("\ufeffzero\u200bwidth\u2060", "zerowidth")]
    [InlineData("hidden \U000e0041\U000e0042 tags", "hidden  tags")]
    [InlineData("\U0001f468\u200d\U0001f373 \u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645",
        "\U0001f468\u200d\U0001f373 \u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645")]
    public void What_a_person_sees_stays_and_nothing_else(string given, string kept) =>
        Assert.Equal(kept, TextNormaliser.Normalise(given));

    [Fact]
    public void Every_encoding_that_is_taken_becomes_UTF_8()
    {
        byte[][] files =
        [
            [0xFF, 0xFE, .. Encoding.Unicode.GetBytes("t\u00fcr \U0001f600")],
            [0xFE, 0xFF, .. Encoding.BigEndianUnicode.GetBytes("t\u00fcr \U0001f600")],
            [0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes("t\u00fcr \U0001f600")],
            Encoding.UTF8.GetBytes("t\u00fcr \U0001f600"),
        ];

        Assert.All(files, file =>
            Assert.Equal("t\u00fcr \U0001f600", Encoding.UTF8.GetString(TextNormaliser.Normalise(file))));
    }

    [Fact]
    public void Whatever_bytes_come_the_result_is_text_that_stays_as_it_is() => Prop.ForAll(
        ArbMap.Default.GeneratorFor<byte[]>().ToArbitrary(),
        (byte[] file) =>
        {
            var once = TextNormaliser.Normalise(file);
            var text = new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(once);

            Assert.Equal(once, TextNormaliser.Normalise(once));
            Assert.DoesNotContain(text, c => char.IsControl(c) && c is not ('\n' or '\t'));
        }).Check(Testing.Fuzz.Always);
}
