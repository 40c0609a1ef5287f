using System.Globalization;
using System.Text;
using TmuxBuilder.Api.Tests.Hosting;
using TmuxBuilder.Core.Ports;
using TmuxBuilder.Core.Uploads;

namespace TmuxBuilder.Api.Tests.Uploads;

public sealed class AttachmentTests : SessionTests
{
    [Fact]
    public async Task A_picture_is_shown_in_place()
    {
        var address = await AddressAsync(await UploadAsync("Täst 1.png", Files.Png));

        var content = (await Host.GetAsync(address)).Expect(200);

        Assert.Equal("image/png", content.ContentType);
        Assert.StartsWith("inline", content.Headers["Content-Disposition"], StringComparison.Ordinal);
        Assert.Contains(
            "filename*=UTF-8''T%C3%A4st%201.png", content.Headers["Content-Disposition"], StringComparison.Ordinal);
        Assert.Equal("nosniff", content.Headers["X-Content-Type-Options"]);
        Assert.Equal(Files.Png.Length, int.Parse(content.Headers["Content-Length"], CultureInfo.InvariantCulture));
    }

    [Fact]
    public async Task Anything_else_is_only_downloaded_and_runs_nothing()
    {
        var address = await AddressAsync(await UploadAsync("page.txt", "<script>alert(1)</script>"u8.ToArray()));

        var content = (await Host.GetAsync(address)).Expect(200);

        Assert.Equal("<script>alert(1)</script>", content.Body);
        Assert.Equal("text/plain", content.ContentType);
        Assert.StartsWith("attachment", content.Headers["Content-Disposition"], StringComparison.Ordinal);
        Assert.Equal("nosniff", content.Headers["X-Content-Type-Options"]);
        Assert.Contains("sandbox", content.Headers["Content-Security-Policy"], StringComparison.Ordinal);
    }

    public static TheoryData<string> Encodings => new("utf-8", "utf-16", "utf-16BE");

    [Theory]
    [MemberData(nameof(Encodings))]
    public async Task A_share_receives_a_text_with_its_own_id_in_place_of_the_guid(string encoding)
    {
        var encoder = Encoding.GetEncoding(encoding);
        var guid = Session.Id.Value;
        var text = $"Grüße, 東京: {guid} and {guid.ToUpperInvariant()}.";
        var id = await UploadAsync("note.txt", [.. encoder.GetPreamble(), .. encoder.GetBytes(text)]);
        var (secret, share) = await Host.ShareAsync(Session.Id);
        var expected = $"Grüße, 東京: {share} and {share}.";

        for (var i = 0; i < 2; i++)
        {
            var shared = await BytesAsync($"/api/attachments/{id}?share={secret}");
            Assert.Equal([.. encoder.GetPreamble(), .. encoder.GetBytes(expected)], shared);
        }

        var own = await BytesAsync($"/api/attachments/{id}?guid={guid}");
        Assert.Equal([.. encoder.GetPreamble(), .. encoder.GetBytes(text)], own);
    }

    [Fact]
    public async Task A_share_receives_a_checks_report_without_the_guid()
    {
        var guid = Session.Id.Value;
        var report = Encoding.UTF8.GetBytes($$"""{"detail":"Grüße of {{guid}}"}""");
        var id = UploadId.New(Host.Time);
        using var content = new MemoryStream(report);
        await Host.Service<IBlobStore>().PutAsync(UploadKeys.Complete(Session.Id, id), content, Token);
        await Host.Service<IUploadStore>().SaveAsync(
            new Upload
            {
                Id = id,
                Session = Session.Id,
                Filename = "tea-check.json",
                StoredName = "1_tea-check.json",
                ContentType = "application/json",
                Size = report.Length,
                BlobKey = UploadKeys.Complete(Session.Id, id),
                State = UploadState.Complete,
                CreatedAt = Host.Time.GetUtcNow(),
            },
            Token);
        var (secret, share) = await Host.ShareAsync(Session.Id);

        Assert.Equal(report, await BytesAsync($"/api/attachments/{id}?guid={guid}"));
        Assert.Equal(
            $$"""{"detail":"Grüße of {{share}}"}""",
            Encoding.UTF8.GetString(await BytesAsync($"/api/attachments/{id}?share={secret}")));
    }

    [Fact]
    public async Task An_address_is_good_for_five_minutes()
    {
        var address = await AddressAsync(await UploadAsync("a.txt", "one"u8.ToArray()));
        Host.Time.Advance(TimeSpan.FromMinutes(5));
        (await Host.GetAsync(address)).Expect(200);

        Host.Time.Advance(TimeSpan.FromSeconds(1));

        (await Host.GetAsync(address)).ExpectProblem(403, "attachment.address_expired");
    }

    [Theory]
    [InlineData("text%2Fplain", "text%2Fhtml")]
    [InlineData("a.txt", "a.html")]
    [InlineData("signature=", "signature=0")]
    [InlineData("expires=", "expires=9")]
    [InlineData("uploads%2F", "incoming%2F")]
    public async Task An_address_that_was_changed_is_refused(string part, string changed)
    {
        var address = await AddressAsync(await UploadAsync("a.txt", "one"u8.ToArray()));
        Assert.Contains(part, address, StringComparison.Ordinal);

        var answer = await Host.GetAsync(address.Replace(part, changed, StringComparison.Ordinal));

        answer.ExpectProblem(403, "attachment.address_expired");
    }

    [Fact]
    public async Task Another_session_and_unknown_ids_find_nothing()
    {
        var id = await UploadAsync("a.txt", "one"u8.ToArray());
        var other = await Host.NewSessionAsync("bob@example.org");

        (await Host.GetAsync($"/api/attachments/{id}?guid={other.Id.Value}"))
            .ExpectProblem(404, "attachment.not_found");
        (await Host.GetAsync($"/api/attachments/{UploadId.New(Host.Time)}?guid={Session.Id.Value}"))
            .ExpectProblem(404, "attachment.not_found");
        Assert.Equal(400, (await Host.GetAsync($"/api/attachments/..%2fx?guid={Session.Id.Value}")).Status);
        Assert.Equal(422, (await Host.GetAsync($"/api/attachments/{id}")).Status);
    }

    private async Task<byte[]> BytesAsync(string path)
    {
        var address = (await Host.GetAsync(path)).Expect(303).Headers["Location"];
        using var http = new HttpClient { BaseAddress = Host.Address };
        return await http.GetByteArrayAsync(
            new Uri(address, UriKind.Relative), Token);
    }

    private async Task<string> UploadAsync(string filename, byte[] content) =>
        (await Host.UploadAsync(Session.Id.Value, filename, content)).Expect(200).Text("upload_id");

    private async Task<string> AddressAsync(string id) =>
        (await Host.GetAsync($"/api/attachments/{id}?guid={Session.Id.Value}")).Expect(303).Headers["Location"];
}
