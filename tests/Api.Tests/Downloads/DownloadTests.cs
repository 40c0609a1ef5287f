using System.IO.Compression;
using TmuxBuilder.Api.Hosting;
using TmuxBuilder.Api.Tests.Hosting;
using TmuxBuilder.Api.Tests.Uploads;
using TmuxBuilder.Core.Checkpoints;
using TmuxBuilder.Core.Ports;

namespace TmuxBuilder.Api.Tests.Downloads;

public sealed class DownloadTests : SessionTests
{
    [Fact]
    public async Task Before_anything_is_built_there_is_nothing_to_take_away()
    {
        (await DownloadAsync()).ExpectProblem(409, "code.none");

        await Host.StoreAsync(Session.Id, ("docs/notes.md", "notes"));

        (await DownloadAsync()).ExpectProblem(409, "code.none");
    }

    [Fact]
    public async Task The_code_comes_as_a_zip_and_nothing_else_does()
    {
        await Host.StoreAsync(
            Session.Id,
            ("code/index.html", "<h1>Tea</h1>"),
            ("code/scripts/build.sh", "#!/bin/sh"),
            ("docs/notes.md", "notes"),
            (".claude-home/projects/a.jsonl", "what was said"));

        var address = (await DownloadAsync()).Expect(303).Headers["Location"];
        var content = (await Host.GetAsync(address)).Expect(200);
        using var zip = await ZipAsync(address);

        Assert.DoesNotContain(Session.Id.Value, address, StringComparison.Ordinal);
        Assert.Equal("application/zip", content.ContentType);
        Assert.StartsWith(
            "attachment; filename=Ann.zip", content.Headers["Content-Disposition"], StringComparison.Ordinal);
        Assert.Equal(["code/index.html", "code/scripts/build.sh"], zip.Entries.Select(entry => entry.FullName));
        Assert.Equal("<h1>Tea</h1>", await TextAsync(zip, "code/index.html"));
        Assert.Equal(0x1ED, (zip.GetEntry("code/scripts/build.sh")!.ExternalAttributes >> 16) & 0x1FF);
    }

    [Fact]
    public async Task Secrets_and_names_that_harm_elsewhere_are_left_out_and_named()
    {
        var key = $"AKIA{new string('Q', 16)}";
        await Host.StoreAsync(
            Session.Id,
            ("code/index.html", "<h1>Tea</h1>"),
            ("code/.env", "A=1"),
            ("code/.env.example", "A="),
            ("code/.git/config", "[core]"),
            ("code/config.js", $"const id = '{key}';"),
            ("code/..\\..\\evil.bat", "del"));

        using var zip = await ZipAsync((await DownloadAsync()).Expect(303).Headers["Location"]);

        Assert.Equal(
            ["LEFT-OUT.txt", "code/.env.example", "code/index.html"],
            zip.Entries.Select(entry => entry.FullName).Order(StringComparer.Ordinal));
        var list = await TextAsync(zip, "LEFT-OUT.txt");
        Assert.Contains("code/.env: it may hold secrets.", list, StringComparison.Ordinal);
        Assert.Contains("code/config.js: it holds what looks like a secret key.", list, StringComparison.Ordinal);
        Assert.Contains("evil.bat: it has a name not every system takes.", list, StringComparison.Ordinal);
        Assert.DoesNotContain(key, list, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_zip_is_of_the_latest_checkpoint_and_zips_of_lost_ones_are_removed()
    {
        foreach (var text in (string[])["one", "two", "three"])
        {
            await Host.StoreAsync(Session.Id, ("code/a.txt", text));
            using var zip = await ZipAsync((await DownloadAsync()).Expect(303).Headers["Location"]);
            Assert.Equal(text, await TextAsync(zip, "code/a.txt"));
        }

        var zips = await Host.Service<IBlobStore>()
            .ListAsync(CheckpointKeys.DownloadPrefix(Session.Id), Token).CountAsync(Token);
        Assert.Equal(2, zips);
    }

    [Fact]
    public async Task When_the_newest_generation_is_damaged_the_older_is_handed_out()
    {
        await Host.StoreAsync(Session.Id, ("code/a.txt", "one"));
        var newest = await Host.StoreAsync(Session.Id, ("code/a.txt", "two"));
        var manifest = await Host.Service<CheckpointReader>().FindAsync(newest.Manifest, Token);
        await Host.PutBlobAsync(manifest!.Objects[0].Key, [1, 2, 3]);

        using var zip = await ZipAsync((await DownloadAsync()).Expect(303).Headers["Location"]);

        Assert.Equal("one", await TextAsync(zip, "code/a.txt"));
    }

    [Fact]
    public async Task When_no_generation_can_be_read_it_is_said_and_not_that_nothing_was_built()
    {
        var only = await Host.StoreAsync(Session.Id, ("code/a.txt", "one"));
        await Host.Service<IBlobStore>().DeleteAsync(only.Manifest, Token);

        Assert.Equal(503, (await DownloadAsync()).Status);
    }

    [Theory]
    [InlineData("downloads%2F", "checkpoints%2F")]
    [InlineData("signature=", "signature=0")]
    [InlineData("expires=", "expires=9")]
    [InlineData("name=Ann", "name=Bob")]
    public async Task An_address_that_was_changed_is_refused(string part, string changed)
    {
        await Host.StoreAsync(Session.Id, ("code/a.txt", "one"));
        var address = (await DownloadAsync()).Expect(303).Headers["Location"];
        Assert.Contains(part, address, StringComparison.Ordinal);

        (await Host.GetAsync(address.Replace(part, changed, StringComparison.Ordinal)))
            .ExpectProblem(403, "download.address_expired");
    }

    [Fact]
    public async Task An_address_is_good_for_five_minutes()
    {
        await Host.StoreAsync(Session.Id, ("code/a.txt", "one"));
        var address = (await DownloadAsync()).Expect(303).Headers["Location"];
        Host.Time.Advance(TimeSpan.FromMinutes(5));
        (await Host.GetAsync(address)).Expect(200);

        Host.Time.Advance(TimeSpan.FromSeconds(1));

        (await Host.GetAsync(address)).ExpectProblem(403, "download.address_expired");
    }

    [Fact]
    public async Task Where_the_blob_store_signs_addresses_the_zip_is_fetched_from_it()
    {
        await using var signing = await ApiHost.StartAsync(
            services: services => services.Decorate<IBlobStore>(blobs => new SigningBlobStore(blobs)));
        var other = await signing.NewSessionAsync();
        await signing.StoreAsync(other.Id, ("code/a.txt", "one"));

        var found = (await signing.GetAsync($"/api/projects/{other.Id.Value}/download")).Expect(303);

        Assert.StartsWith(
            $"https://blobs.example/{CheckpointKeys.DownloadPrefix(other.Id)}",
            found.Headers["Location"],
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Many_who_ask_at_once_get_one_zip_and_a_damaged_one_is_never_kept()
    {
        var only = await Host.StoreAsync(Session.Id, ("code/a.txt", "one"), ("code/b.txt", "two"));

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => DownloadAsync()));

        Assert.All(answers, answer => answer.Expect(303));
        var blobs = Host.Service<IBlobStore>();
        var zip = Assert.Single(
            await blobs.ListAsync(CheckpointKeys.DownloadPrefix(Session.Id), Token).ToListAsync(Token));
        await blobs.DeleteAsync(zip, Token);
        var manifest = await Host.Service<CheckpointReader>().FindAsync(only.Manifest, Token);
        await Host.PutBlobAsync(manifest!.Objects[0].Key, [1, 2, 3]);
        Assert.Equal(503, (await DownloadAsync()).Status);
        Assert.Empty(await blobs.ListAsync(CheckpointKeys.DownloadPrefix(Session.Id), Token).ToListAsync(Token));
    }

    [Fact]
    public async Task A_project_is_not_taken_away_without_end()
    {
        await using var strict = await ApiHost.StartAsync(
            options => options with { Limits = new RateLimits { DownloadsPerMinute = 1 } });
        var other = await strict.NewSessionAsync();
        await strict.StoreAsync(other.Id, ("code/a.txt", "one"));
        (await strict.GetAsync($"/api/projects/{other.Id.Value}/download")).Expect(303);

        (await strict.GetAsync($"/api/projects/{other.Id.Value}/download")).ExpectProblem(429, "rate.limited");
    }

    [Fact]
    public async Task A_share_takes_nothing_away()
    {
        await Host.StoreAsync(Session.Id, ("code/a.txt", "one"));
        var (secret, _) = await Host.ShareAsync(Session.Id);

        Assert.Equal(400, (await Host.GetAsync($"/api/projects/{secret}/download")).Status);
    }

    private Task<Answer> DownloadAsync() => Host.GetAsync($"/api/projects/{Session.Id.Value}/download");

    private async Task<ZipArchive> ZipAsync(string address)
    {
        using var client = new HttpClient { BaseAddress = Host.Address };
        var bytes = await client.GetByteArrayAsync(new Uri(address, UriKind.Relative), Token);
        return new ZipArchive(new MemoryStream(bytes), ZipArchiveMode.Read);
    }

    private static async Task<string> TextAsync(ZipArchive zip, string name)
    {
        using var reader = new StreamReader(await zip.GetEntry(name)!.OpenAsync(Token));
        return await reader.ReadToEndAsync(Token);
    }
}
