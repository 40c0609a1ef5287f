using TmuxBuilder.Api.Tests.Hosting;
using TmuxBuilder.Core.Ports;

namespace TmuxBuilder.Api.Tests.Uploads;

public sealed class SignedAddressTests : SessionTests
{
    private protected override Task<ApiHost> StartAsync() => ApiHost.StartAsync(
        services: services => services.Decorate<IBlobStore>(blobs => new SigningBlobStore(blobs)));

    [Fact]
    public async Task A_client_is_given_the_blob_stores_own_target()
    {
        var plan = await BeginAsync("a.txt", 3, "text/plain");

        Assert.Equal("POST", plan.Text("method"));
        Assert.Equal($"https://blobs.example/{Incoming(plan)}", plan.Text("url"));
        Assert.Equal("3:text/plain", plan.Json.GetProperty("fields").GetProperty("policy").GetString());
        Assert.DoesNotContain(Session.Id.Value, plan.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Bytes_that_came_past_the_api_are_checked_before_they_count()
    {
        var docx = Files.Zip("[Content_Types].xml", "word/document.xml");
        var honest = await BeginAsync(
            "a.docx", docx.Length, "application/vnd.openxmlformats-officedocument.wordprocessingml.document");
        await PutAsync(Incoming(honest), docx);
        var disguised = await BeginAsync("b.png", Files.Exe.Length, "image/png");
        await PutAsync(Incoming(disguised), Files.Exe);
        var longer = await BeginAsync("c.txt", 3, "text/plain");
        await PutAsync(Incoming(longer), "four"u8.ToArray());
        var huge = await BeginAsync("d.png", 100, "image/png");
        await PutAsync(Incoming(huge), Files.PngOf(11 * 1024 * 1024));

        (await CompleteAsync(honest)).Expect(200);
        (await CompleteAsync(disguised)).ExpectProblem(415, "upload.type_mismatch");
        (await CompleteAsync(longer)).ExpectProblem(422, "upload.size_mismatch");
        (await CompleteAsync(huge)).ExpectProblem(413, "upload.too_large");

        Assert.Equal([Complete(honest)], await KeysAsync());
    }

    [Fact]
    public async Task Bytes_replaced_after_completion_change_nothing()
    {
        var plan = await BeginAsync("a.txt", 3, "text/plain");
        await PutAsync(Incoming(plan), "one"u8.ToArray());
        (await CompleteAsync(plan)).Expect(200);

        await PutAsync(Incoming(plan), Files.Exe);

        (await CompleteAsync(plan)).Expect(200);
        Assert.Equal(3, await Host.Service<IBlobStore>().SizeAsync(Complete(plan), Token));
    }

    [Fact]
    public async Task An_attachment_is_fetched_from_the_blob_store_and_its_address_holds_no_guid()
    {
        var upload = (await Host.UploadAsync(Session.Id.Value, "a.png", Files.Png)).Expect(200).Text("upload_id");

        var found = (await Host.GetAsync($"/api/attachments/{upload}?guid={Session.Id.Value}")).Expect(303);

        Assert.Equal(
            $"https://blobs.example/sessions/{Session.Id.Short}/uploads/{upload}?signed", found.Headers["Location"]);
    }

    private string Incoming(Answer plan) => $"sessions/{Session.Id.Short}/incoming/{plan.Text("upload_id")}";

    private string Complete(Answer plan) => $"sessions/{Session.Id.Short}/uploads/{plan.Text("upload_id")}";

    private async Task<Answer> BeginAsync(string filename, long size, string contentType) => (await Host.PostJsonAsync(
        "/api/uploads", new { guid = Session.Id.Value, filename, size, content_type = contentType })).Expect(201);

    private Task<Answer> CompleteAsync(Answer plan) => Host.PostJsonAsync(
        $"/api/uploads/{plan.Text("upload_id")}/complete", new { guid = Session.Id.Value });

    private async Task PutAsync(string key, byte[] bytes)
    {
        using var stream = new MemoryStream(bytes);
        await Host.Service<IBlobStore>().PutAsync(key, stream, Token);
    }

    private ValueTask<List<string>> KeysAsync() =>
        Host.Service<IBlobStore>().ListAsync("sessions/", Token).ToListAsync(Token);
}
