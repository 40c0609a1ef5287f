using System.Net;
using System.Text;
using System.Text.Json;
using TmuxBuilder.Core.Access;
using TmuxBuilder.Core.Activity;
using TmuxBuilder.Core.Commands;
using TmuxBuilder.Core.Leases;
using TmuxBuilder.Core.Paging;
using TmuxBuilder.Core.Sessions;
using TmuxBuilder.Core.Sites;
using TmuxBuilder.Core.Uploads;
using TmuxBuilder.Core.Validation;
using TmuxBuilder.Testing;

namespace TmuxBuilder.Core.Tests.Fuzz;

/// <summary>Ids, cursors, names, fields, payloads and files, as anybody may send them.</summary>
public sealed class CoreParserProperties
{
    private static readonly string[] FileWords =
    [
        "%PDF-1.7\n", "1 0 obj\n<<", "/Filter/FlateDecode", ">>\nstream\r\n", "x\u009c", "endstream", "endobj", "%%EOF",
        "/Type/Page ", "PK\u0003\u0004", "PK\u0001\u0002", "PK\u0005\u0006", "word/document.xml",
        "\u0089PNG\r\n\u001a\n",
        "\0\0\0\rIHDR", "\u00ff\u00d8\u00ff", "\u00e0\0\u0010JFIF\0", "\u00ff\u00c0\0\u000b", "\u00ff\u00da",
        "\u00d0\u00cf\u0011\u00e0\u00a1\u00b1\u001a\u00e1",
    ];

    [Fact]
    public void A_name_for_the_disk_is_one_name_that_fits() => Testing.Fuzz.Check(
        Testing.Fuzz.Texts("..", "/", "CON", ".png", ".tar.gz", "a.b"), given =>
        {
            var name = UploadName.ForDisk(given, ".png");

            Assert.EndsWith(".png", name, StringComparison.Ordinal);
            Assert.DoesNotContain(name, c => c is '/' or '\\' or '\0' || char.IsControl(c));
            Assert.False(name.StartsWith('.'));
            Assert.InRange(name.Length, 5, UploadName.MaxLength);
            Assert.InRange(Encoding.UTF8.GetByteCount(name), 5, UploadName.MaxBytes);
            Assert.Equal(name, UploadName.ForDisk(name, ".png"));
        });

    [Fact]
    public void A_name_for_people_shows_what_it_is() => Testing.Fuzz.Check(Testing.Fuzz.Texts(), given =>
    {
        var name = UploadName.ForPeople(given);

        Assert.NotEmpty(name);
        Assert.DoesNotContain(name, c => c is '/' or '\\' or '\u202e' || char.IsControl(c));
    });

    [Fact]
    public void Any_bytes_agree_with_a_type_or_do_not() => Testing.Fuzz.Check(
        Testing.Fuzz.Bytes(FileWords), bytes =>
        {
            foreach (var type in UploadTypes.All)
            {
                _ = Agrees(bytes, type);
            }
        });

    [Fact]
    public void Latin_bytes_of_files_do_too() => Testing.Fuzz.Check(Testing.Fuzz.Texts(FileWords), text =>
    {
        var bytes = Encoding.Latin1.GetBytes(text);
        foreach (var type in UploadTypes.All)
        {
            _ = Agrees(bytes, type);
        }
    });

    [Fact]
    public void A_cursor_is_one_of_the_list_or_refused() => Testing.Fuzz.Check(
        Testing.Fuzz.Texts(Cursor.Write("audit", 5, "id"), "YXVkaXQKNQ", "=="), given =>
        {
            try
            {
                var (place, id) = Cursor.Read("audit", given);
                Assert.Equal((place, id), Cursor.Read("audit", Cursor.Write("audit", place, id)));
            }
            catch (InvalidCursorException)
            {
                // Its own word for that.
            }
        });

    [Fact]
    public void An_id_is_one_or_none_and_is_written_as_it_was_read() => Testing.Fuzz.Check(
        Testing.Fuzz.Texts(new string('a', 64), new string('0', 63), "i-0123456789abcdef0"), given =>
        {
            Assert.True(!SessionId.TryParse(given, null, out var session) || session.Value == given);
            Assert.True(!UploadId.TryParse(given, null, out var upload) || upload.Value == given);
            Assert.True(!WorkerId.TryParse(given, null, out var worker) || worker.Value == given);
        });

    [Fact]
    public void An_address_that_is_one_breaks_no_header() => Testing.Fuzz.Check(
        Testing.Fuzz.Texts("ann", "@", "example.org", "\r\nBcc: ", "<x>"), given =>
        {
            var email = EmailAddress.Normalise(given);

            Assert.Equal(email, EmailAddress.Normalise(email));
            Assert.True(!EmailAddress.IsOne(email)
                || !email.Any(c => char.IsControl(c) || char.IsWhiteSpace(c) || c is '<' or '>' or ',' or ';' or '"'));
        });

    [Fact]
    public void A_field_passes_whole_or_is_complained_of() => Testing.Fuzz.Check(
        Testing.Fuzz.Texts("+41 1", "Ann"), given =>
    {
        var checks = new FieldChecks();
        var name = checks.Name("name", given);
        var phone = checks.Phone("phone", given);
        checks.Email("email", given);
        checks.Message("message", given);

        Assert.True(checks.Errors.ContainsKey("name") || (name.Length is > 0 and <= FieldChecks.MaxNameLength
            && !name.Any(char.IsControl)));
        Assert.True(checks.Errors.ContainsKey("phone") || (phone.Length <= FieldChecks.MaxPhoneLength
            && !phone.Any(char.IsControl)));
    });

    [Fact]
    public void What_a_proxy_says_is_an_address_or_nothing() => Testing.Fuzz.Check(
        Testing.Fuzz.Texts("127.0.0.1", ":80", "[::1]", "2001:db8::7", ", ", "fe80::1%eth0"), given =>
        {
            foreach (var hasPort in (bool[])[true, false])
            {
                var text = NetworkAddress.TextOf(NetworkAddress.LastOf(given, hasPort));
                Assert.True(text == NetworkAddress.Unknown || IPAddress.TryParse(text, out _));
            }
        });

    [Fact]
    public void Data_of_an_event_is_JSON_afterwards_whatever_it_was() => Testing.Fuzz.Check(
        Testing.Fuzz.Texts("{\"password\":", "\"a\"", ",", "}", "[", "]", "{\"\\ud83d\":1}", "\"\\ude00\""), given =>
        {
            _ = EntryData.TextOf(given);
            using var json = JsonDocument.Parse(EntryData.Redact(given));
            Assert.InRange(json.RootElement.GetRawText().Length, 1, ActivityLimits.MaxFrame);
        });

    [Fact]
    public void Payloads_and_manifests_are_read_or_not() => Testing.Fuzz.Check(
        Testing.Fuzz.Texts("{\"turn\":", "\"a\"", "}", "{\"files\":[", "{\"path\":\"a\"", "]}", "{\"release\":"),
        given =>
        {
            _ = (CancelPayload.Parse(given), AnswerPayload.Parse(given), ReleasePayload.Parse(given));
            _ = (PurgePayload.Parse(given), ReleaseManifest.Parse(given));
        });

    /// <summary>Over memory, it is done at once.</summary>
    private static bool Agrees(byte[] bytes, UploadType type) => UploadInspector
        .AgreesAsync(new MemoryStream(bytes), type, TestContext.Current.CancellationToken).GetAwaiter().GetResult();
}
