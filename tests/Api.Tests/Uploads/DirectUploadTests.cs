using System.Net.Http.Headers;
using TmuxBuilder.Api.Tests.Hosting;
using TmuxBuilder.Core.Ports;

namespace TmuxBuilder.Api.Tests.Uploads;

public sealed class DirectUploadTests : SessionTests
{
    [Fact]
    public async Task A_file_announced_sent_and_completed_can_be_named_beside_a_message()
    {
        var plan = (await BeginAsync("logo.png", Files.Png.Length, "image/png")).Expect(201);
        Assert.Equal("PUT", plan.Text("method"));
        Assert.Equal("image/png", plan.Json.GetProperty("headers").GetProperty("Content-Type").GetString());
        (await SendAsync(plan, Files.Png, "image/png")).Expect(204);

        var complete = (await CompleteAsync(plan)).Expect(200);

        Assert.Equal("uploads/1770189931000_logo.png", complete.Text("file_path"));
        Assert.Equal("image", complete.Text("file_type"));
        Assert.Equal(Files.Png.Length, complete.Json.GetProperty("size").GetInt64());
        var use = new { guid = Session.Id.Value, message = "Use it", upload_ids = new[] { plan.Text("upload_id") } };
        var sent = await Host.PostJsonAsync("/api/chat", use);
        var turn = await Host.TurnAsync(Session.Id, sent.Expect(202).Text("turn_id"));
        Assert.StartsWith(
            "Use it\n\nUploaded file: uploads/1770189931000_logo.png\nAnalyze this image",
            turn.Text,
            StringComparison.Ordinal);
        var keys = await Host.Service<IBlobStore>().ListAsync("sessions/", Token).ToListAsync(Token);
        Assert.Equal([$"sessions/{Session.Id.Short}/uploads/{plan.Text("upload_id")}"], keys);
    }

    [Fact]
    public async Task Completing_twice_gives_the_same_and_takes_no_more_bytes()
    {
        var plan = (await BeginAsync("a.txt", 3, "text/plain")).Expect(201);
        (await SendAsync(plan, "one"u8.ToArray(), "text/plain; charset=utf-8")).Expect(204);
        var first = (await CompleteAsync(plan)).Expect(200);

        Assert.Equal(first.Body, (await CompleteAsync(plan)).Expect(200).Body);
        (await SendAsync(plan, "two"u8.ToArray(), "text/plain")).ExpectProblem(409, "upload.complete");
    }

    [Theory]
    [InlineData("a.exe", 3, "application/octet-stream", 415, "upload.type_not_accepted")]
    [InlineData("a.png", 3, "text/html", 415, "upload.type_not_accepted")]
    [InlineData("a.png", 3, "", 415, "upload.type_not_accepted")]
    [InlineData("", 3, "image/png", 415, "upload.type_not_accepted")]
    [InlineData("a.png", 10_485_761, "image/png", 413, "upload.too_large")]
    [InlineData("a.png", long.MaxValue, "image/png", 413, "upload.too_large")]
    [InlineData("a.png", 0, "image/png", 422, "fields.invalid")]
    [InlineData("a.png", -1, "image/png", 422, "fields.invalid")]
    public async Task What_may_not_be_uploaded_is_refused_when_announced(
        string filename, long size, string contentType, int status, string code) =>
        (await BeginAsync(filename, size, contentType)).ExpectProblem(status, code);

    [Theory]
    [InlineData(2)]
    [InlineData(4)]
    public async Task Another_number_of_bytes_than_announced_is_not_kept(int sent)
    {
        var plan = (await BeginAsync("a.txt", 3, "text/plain")).Expect(201);

        (await SendAsync(plan, new byte[sent], "text/plain")).ExpectProblem(422, "upload.size_mismatch");
        (await CompleteAsync(plan)).ExpectProblem(409, "upload.missing");
    }

    [Fact]
    public async Task Bytes_of_another_content_type_are_not_taken()
    {
        var plan = (await BeginAsync("a.txt", 3, "text/plain")).Expect(201);

        (await SendAsync(plan, "one"u8.ToArray(), "text/html")).ExpectProblem(415, "upload.type_not_accepted");
    }

    [Fact]
    public async Task A_disguised_file_is_found_out_on_completion_and_removed()
    {
        var plan = (await BeginAsync("a.png", Files.Exe.Length, "image/png")).Expect(201);
        (await SendAsync(plan, Files.Exe, "image/png")).Expect(204);

        (await CompleteAsync(plan)).ExpectProblem(415, "upload.type_mismatch");

        Assert.Empty(await Host.Service<IBlobStore>().ListAsync("sessions/", Token).ToListAsync(Token));
        var use = new { guid = Session.Id.Value, message = "Use it", upload_ids = new[] { plan.Text("upload_id") } };
        (await Host.PostJsonAsync("/api/chat", use)).ExpectProblem(422, "fields.invalid");
    }

    [Fact]
    public async Task A_stream_over_the_limit_is_cut()
    {
        var plan = (await BeginAsync("a.txt", 3, "text/plain")).Expect(201);
        await using var endless = new EndlessStream(256L * 1024 * 1024);
        using var content = new StreamContent(endless);

        try
        {
            Assert.Contains((await Host.PutAsync(PathOf(plan), content, "text/plain")).Status, new[] { 413, 422 });
        }
        catch (HttpRequestException)
        {
            // The host closed the connection while the client was still writing.
        }

        Assert.True(endless.Left > 0, "The whole stream was taken.");
        Assert.Empty(await Host.Service<IBlobStore>().ListAsync("sessions/", Token).ToListAsync(Token));
    }

    [Fact]
    public async Task Another_session_can_neither_fill_nor_complete_nor_use_an_upload()
    {
        var plan = (await BeginAsync("a.txt", 3, "text/plain")).Expect(201);
        var id = plan.Text("upload_id");
        var other = (await Host.NewSessionAsync("bob@example.org")).Id.Value;
        using var bytes = new ByteArrayContent("one"u8.ToArray());

        (await Host.PutAsync($"/api/uploads/{id}/content?guid={other}", bytes, "text/plain"))
            .ExpectProblem(404, "upload.not_found");
        (await Host.PostJsonAsync($"/api/uploads/{id}/complete", new { guid = other }))
            .ExpectProblem(404, "upload.not_found");
        (await SendAsync(plan, "one"u8.ToArray(), "text/plain")).Expect(204);
        (await CompleteAsync(plan)).Expect(200);
        var use = new { guid = other, message = "Use it", upload_ids = new[] { id } };
        (await Host.PostJsonAsync("/api/chat", use)).ExpectProblem(422, "fields.invalid");
    }

    [Theory]
    [InlineData("..")]
    [InlineData("00000000000000000000000000000000")]
    [InlineData("%2e%2e%2f%2e%2e")]
    public async Task An_unknown_upload_is_no_upload(string id) =>
        Assert.Contains(
            (await Host.PostJsonAsync($"/api/uploads/{id}/complete", new { guid = Session.Id.Value })).Status,
            new[] { 400, 404 });

    private static string PathOf(Answer plan) => new Uri(plan.Text("url")).PathAndQuery;

    private Task<Answer> BeginAsync(string filename, long size, string contentType) => Host.PostJsonAsync(
        "/api/uploads", new { guid = Session.Id.Value, filename, size, content_type = contentType });

    private async Task<Answer> SendAsync(Answer plan, byte[] bytes, string contentType)
    {
        using var content = new ByteArrayContent(bytes);
        content.Headers.ContentType = MediaTypeHeaderValue.Parse(contentType);
        using var request = new HttpRequestMessage(HttpMethod.Put, PathOf(plan)) { Content = content };
        return await Host.SendAsync(request);
    }

    private Task<Answer> CompleteAsync(Answer plan) => Host.PostJsonAsync(
        $"/api/uploads/{plan.Text("upload_id")}/complete", new { guid = Session.Id.Value });
}
