using System.Net.Sockets;
using System.Text;
using TmuxBuilder.Api.Hosting;
using TmuxBuilder.Api.Tests.Hosting;
using TmuxBuilder.Core.Ports;
using TmuxBuilder.Core.Sessions;
using TmuxBuilder.Core.Turns;
using TmuxBuilder.Core.Uploads;

namespace TmuxBuilder.Api.Tests.Uploads;

public sealed class UploadTests : SessionTests
{
    public static TheoryData<string, byte[], int, string> Refused => new()
    {
        { "virus.png", Files.Exe, 415, "upload.type_mismatch" },
        { "virus.txt", Files.Exe, 415, "upload.type_mismatch" },
        { "page.png", "<html><script>alert(1)</script>"u8.ToArray(), 415, "upload.type_mismatch" },
        { "picture.pdf", Files.Png, 415, "upload.type_mismatch" },
        { "archive.docx", Files.Zip("evil.exe"), 415, "upload.type_mismatch" },
        { "setup.exe", Files.Exe, 415, "upload.type_not_accepted" },
        { "page.html", "<html>"u8.ToArray(), 415, "upload.type_not_accepted" },
        { "picture.svg", "<svg/>"u8.ToArray(), 415, "upload.type_not_accepted" },
        { "picture.png.exe", Files.Png, 415, "upload.type_not_accepted" },
        { "nothing", "x"u8.ToArray(), 415, "upload.type_not_accepted" },
        { "empty.txt", [], 422, "fields.invalid" },
        { "big.png", Files.PngOf((int)UploadTypes.MaxBytes + 1), 413, "upload.too_large" },
        { "huge.png", Files.PngOf((int)UploadTypes.MaxBytes * 2), 413, "upload.too_large" },
    };

    [Fact]
    public async Task A_file_starts_a_turn_with_the_instruction_of_its_type()
    {
        var answer = (await Host.UploadAsync(Session.Id.Value, "design.png", Files.Png)).Expect(200);

        Assert.True(answer.Json.GetProperty("success").GetBoolean());
        Assert.Equal("design.png", answer.Text("filename"));
        Assert.Equal("image", answer.Text("file_type"));
        Assert.Equal("uploads/1770189931000_design.png", answer.Text("file_path"));
        Assert.Equal(Session.Id.Value, answer.Text("guid"));
        Assert.NotEmpty(answer.Text("message"));
        Assert.NotEmpty(answer.Text("timestamp"));
        var turn = await Host.TurnAsync(Session.Id, answer.Text("turn_id"));
        Assert.Equal(TurnOrigin.Upload, turn.Origin);
        Assert.StartsWith(
            "Uploaded file: uploads/1770189931000_design.png\nAnalyze this image and create a website based on",
            turn.Text,
            StringComparison.Ordinal);
        Assert.Equal([answer.Text("upload_id")], turn.Uploads.Select(id => id.Value));
    }

    [Fact]
    public async Task A_message_sent_with_a_file_is_what_the_chat_shows_and_the_agent_gets_first()
    {
        var answer = (await Host.UploadAsync(Session.Id.Value, "logo.png", Files.Png, "Use my logo 😀")).Expect(200);

        var turn = await Host.TurnAsync(Session.Id, answer.Text("turn_id"));
        Assert.StartsWith("Use my logo 😀\n\n", turn.Text, StringComparison.Ordinal);
        var line = await LineAsync();
        Assert.Equal("Use my logo 😀", line.GetProperty("content").GetString());
        var attachment = line.GetProperty("attachments")[0];
        Assert.Equal(answer.Text("upload_id"), attachment.GetProperty("id").GetString());
        Assert.Equal("upload", attachment.GetProperty("kind").GetString());
        Assert.Equal("logo.png", attachment.GetProperty("filename").GetString());
        Assert.Equal("image/png", attachment.GetProperty("content_type").GetString());
        Assert.Equal(Files.Png.Length, attachment.GetProperty("size").GetInt64());
    }

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task A_file_that_is_not_what_it_must_be_leaves_nothing_behind(
        string filename, byte[] content, int status, string code)
    {
        (await Host.UploadAsync(Session.Id.Value, filename, content)).ExpectProblem(status, code);

        await AssertNothingIsKeptAsync();
    }

    [Fact]
    public async Task A_file_of_exactly_the_limit_is_taken_whole()
    {
        var answer = (await Host.UploadAsync(Session.Id.Value, "big.png", Files.PngOf((int)UploadTypes.MaxBytes)))
            .Expect(200);

        var upload = await FindAsync(answer.Text("upload_id"));
        Assert.Equal(UploadTypes.MaxBytes, upload?.Size);
        Assert.Equal(UploadTypes.MaxBytes, await Host.Service<IBlobStore>().SizeAsync(upload!.BlobKey, Token));
    }

    [Fact]
    public async Task Html_named_as_text_is_data_like_any_other_text()
    {
        var answer = (await Host.UploadAsync(Session.Id.Value, "page.txt", "<script>alert(1)</script>"u8.ToArray()))
            .Expect(200);

        Assert.Equal("text", answer.Text("file_type"));
        Assert.Equal("text/plain", (await FindAsync(answer.Text("upload_id")))?.ContentType);
    }

    [Theory]
    [InlineData("../../../etc/cron.d/evil.txt", "evil.txt")]
    [InlineData("..\\..\\evil.txt", "evil.txt")]
    [InlineData("/etc/evil.txt", "evil.txt")]
    [InlineData("$(id);`id` & | evil.txt", "id_id_evil.txt")]
    [InlineData("....txt", "file.txt")]
    public async Task A_hostile_name_becomes_a_harmless_one(string filename, string safe)
    {
        var answer = (await Host.UploadAsync(Session.Id.Value, filename, "data"u8.ToArray())).Expect(200);

        Assert.Equal($"uploads/1770189931000_{safe}", answer.Text("file_path"));
    }

    [Fact]
    public async Task Two_files_of_one_name_in_one_millisecond_are_two_files()
    {
        var first = (await Host.UploadAsync(Session.Id.Value, "a.txt", "one"u8.ToArray())).Expect(200);
        var second = (await Host.UploadAsync(Session.Id.Value, "a.txt", "two"u8.ToArray())).Expect(200);

        Assert.NotEqual(first.Text("file_path"), second.Text("file_path"));
    }

    [Fact]
    public async Task An_unknown_session_keeps_nothing()
    {
        var stranger = SessionId.New("x@example.org", TimeProvider.System);

        (await Host.UploadAsync(stranger.Value, "a.txt", "one"u8.ToArray())).ExpectProblem(404, "session.not_found");
        (await Host.UploadAsync("../../x", "a.txt", "one"u8.ToArray())).ExpectProblem(400, "guid.malformed");
        Assert.Empty(await KeysAsync());
    }

    [Fact]
    public async Task A_guid_before_the_file_is_refused_before_the_file_comes()
    {
        var stranger = SessionId.New("x@example.org", TimeProvider.System);

        Assert.StartsWith("HTTP/1.1 404", await BeginFormAsync(stranger.Value), StringComparison.Ordinal);
        Assert.StartsWith("HTTP/1.1 400", await BeginFormAsync("../../x"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_guid_before_the_file_is_as_good_as_one_after_it()
    {
        using var form = new MultipartFormDataContent
        {
            { new StringContent(Session.Id.Value), "guid" },
            { new ByteArrayContent(Files.PngOf(1_000_000)), "file", "a.png" },
            { new StringContent("Look"), "message" },
        };
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/upload") { Content = form };

        var answer = (await Host.SendAsync(request)).Expect(200);

        Assert.Equal(1_000_000, (await FindAsync(answer.Text("upload_id")))?.Size);
        Assert.Equal("Look", (await LineAsync()).GetProperty("content").GetString());
    }

    [Fact]
    public async Task Two_files_are_refused()
    {
        using var form = new MultipartFormDataContent
        {
            { new StringContent(Session.Id.Value), "guid" },
            { new ByteArrayContent(Files.Png), "file", "a.png" },
            { new ByteArrayContent(Files.Png), "file", "b.png" },
        };
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/upload") { Content = form };

        (await Host.SendAsync(request)).ExpectProblem(422, "fields.invalid");
        await AssertNothingIsKeptAsync();
    }

    [Fact]
    public async Task One_address_does_not_upload_without_end()
    {
        await using var strict = await ApiHost.StartAsync(
            options => options with { Limits = new RateLimits { PublicPerMinute = 1 } });
        var stranger = SessionId.New("x@example.org", TimeProvider.System).Value;

        (await strict.UploadAsync(stranger, "a.png", Files.Png)).ExpectProblem(404, "session.not_found");
        Assert.Equal(429, (await strict.UploadAsync(stranger, "a.png", Files.Png)).Status);
    }

    [Fact]
    public async Task A_file_for_a_full_queue_is_not_kept()
    {
        for (var i = 0; i < TurnLimits.MaxQueued; i++)
        {
            (await Host.SayAsync(Session.Id, "wait")).Expect(202);
        }

        (await Host.UploadAsync(Session.Id.Value, "a.txt", "one"u8.ToArray())).ExpectProblem(429, "turn.queue_full");

        Assert.Empty(await KeysAsync());
        Assert.Empty(await Host.Service<IUploadStore>().ListAsync(Session.Id, Token));
    }

    [Fact]
    public async Task A_form_without_a_file_or_no_form_at_all_is_refused()
    {
        using var form = new MultipartFormDataContent { { new StringContent(Session.Id.Value), "guid" } };
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/upload") { Content = form };

        (await Host.SendAsync(request)).ExpectProblem(422, "fields.invalid");
        (await Host.PostAsync("/api/upload", "{}")).ExpectProblem(415, "content_type.not_supported");
    }

    [Fact]
    public async Task A_torn_form_is_a_400()
    {
        using var content = new StringContent(
            "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.png\"\r\n\r\nhalf");
        content.Headers.ContentType = System.Net.Http.Headers.MediaTypeHeaderValue.Parse(
            "multipart/form-data; boundary=b");
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/upload") { Content = content };

        Assert.Equal(400, (await Host.SendAsync(request)).Status);
    }

    /// <summary>The status line that answers a form whose file never comes.</summary>
    private async Task<string> BeginFormAsync(string guid)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(Host.Address.Host, Host.Address.Port, Token);
        var begun = string.Join("\r\n",
        [
            "POST /api/upload HTTP/1.1",
            "Host: builder.example",
            "Content-Type: multipart/form-data; boundary=b",
            "Content-Length: 5000000",
            "",
            "--b",
            "Content-Disposition: form-data; name=\"guid\"",
            "",
            guid,
            "--b",
            "Content-Disposition: form-data; name=\"file\"; filename=\"a.png\"",
            "",
            "the first bytes",
        ]);
        await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(begun), Token);
        using var reader = new StreamReader(client.GetStream());
        return await reader.ReadLineAsync(Token).AsTask().WaitAsync(TimeSpan.FromSeconds(60), Token) ?? "";
    }

    private async Task AssertNothingIsKeptAsync()
    {
        Assert.Empty(await KeysAsync());
        Assert.Empty(await Host.Service<IUploadStore>().ListAsync(Session.Id, Token));
        Assert.Empty(await Host.Service<ITurnStore>().ListOpenAsync(Session.Id, Token));
    }

    private async Task<System.Text.Json.JsonElement> LineAsync() =>
        (await Host.GetAsync($"/api/history?guid={Session.Id.Value}")).Json.GetProperty("messages")[0];

    private Task<Upload?> FindAsync(string id) =>
        Host.Service<IUploadStore>().FindAsync(Session.Id, UploadId.Parse(id), Token);

    private ValueTask<List<string>> KeysAsync() =>
        Host.Service<IBlobStore>().ListAsync("sessions/", Token).ToListAsync(Token);
}
