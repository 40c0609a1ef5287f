using TmuxBuilder.Agent.Folders;
using TmuxBuilder.Builder.Publishing;

namespace TmuxBuilder.Builder.Tests.Publishing;

public sealed class BuiltFolderTests : IDisposable
{
    private const string Page = "<!doctype html><title>Tea</title><h1>Tea</h1>";

    private readonly string root = Directory.CreateTempSubdirectory("tb-built-").FullName;

    private string Built => Path.Combine(root, "dist");

    public void Dispose() => Directory.Delete(root, recursive: true);

    [Fact]
    public async Task A_plain_site_may_be_published()
    {
        Write("index.html", Page);
        Write("assets/app.js", "fetch('/data.json'); const base = new URL('x', 'http://localhost');");
        Write(
            "assets/keys.js",
            "e.cancelToken=t.cancelToken;key('pk_live" + "_0123456789ab');map('AIza"
                + "SyA-0123456789_0123456789_0123456789')");
        Write("assets/app.css", "@media (min-width: 40rem) { body { color: #123 } } @layer base, components;");
        Write("о нас/страница.html", "<script src=/assets/app.js></script>");
        Write("工作/日本語.html", Page);
        Write("عربي/صفحة.html", Page);
        Write("emoji/👩\u200d🍳.html", Page);
        Write("क्\u200dष.html", Page);
        Write("100% bread.html", Page);

        Assert.Null(await JudgeAsync());
    }

    [Theory]
    [InlineData("index.html", "<script type=module src=/@vite/client></script>", "development server")]
    [InlineData("index.html", "<a href=\"http://localhost/about\">x</a>", "localhost")]
    [InlineData("app.js", "fetch(\"http://127.0.0.1:3000/api\")", "localhost")]
    [InlineData("app.js", "const ws='ws://localhost:5173'", "localhost")]
    [InlineData("index.html", "<img src='//localhost/a.png'>", "localhost")]
    [InlineData("app.css", "body { background: url(http://127.0.0.1/a.png) }", "localhost")]
    [InlineData("index.html", "<script type=\"module\" src=\"/src/main.tsx\"></script>", "development server")]
    [InlineData("about.html", "<style data-vite-dev-id=\"/src/app.css\"></style>", "development server")]
    [InlineData("app.js", "const key='AKIA" + "ABCDEFGHIJKLMNOP'", "secret")]
    [InlineData("app.js", "x='sk-ant" + "-abcdefghijklmnopqrstuvwxyz'", "secret")]
    [InlineData("id.txt", "-----BEGIN RSA" + " PRIVATE KEY-----", "secret")]
    [InlineData("notes", "-----BEGIN RSA" + " PRIVATE KEY-----", "secret")]
    [InlineData("deep/config.yaml", "key: AKIA" + "ABCDEFGHIJKLMNOP", "secret")]
    [InlineData("server.PEM", "harmless", "secrets")]
    [InlineData("app.js", "x='sk_live" + "_0123456789abcdef'", "secret")]
    [InlineData("app.js", "x='github_pat" + "_0123456789abcdefghijkl'", "secret")]
    [InlineData("app.js", "x='GOCSPX" + "-0123456789abcdefghijkl'", "secret")]
    [InlineData("app.js", "x='postgres://app:" + "hunter22@db.example.org/app'", "secret")]
    [InlineData("app.css", "@import \"tailwindcss\";", "Tailwind v4")]
    [InlineData("app.css", "/*! tailwindcss v4.1.0 | MIT */", "Tailwind v4")]
    [InlineData("app.css", "@theme { --color-a: red }", "Tailwind v4")]
    [InlineData("app.css", "@theme inline { --color-a: red }", "Tailwind v4")]
    [InlineData("app.css", "@layer properties;@layer theme,base,components,utilities;", "Tailwind v4")]
    [InlineData("app.css", "@property --tw-shadow{syntax:\"*\"}", "Tailwind v4")]
    [InlineData("index.html", "<script src=\"/lib/@tailwindcss/browser@4.js\"></script>", "Tailwind v4")]
    [InlineData("app.css", "@tailwind base;", "Tailwind v4")]
    [InlineData("app.js", "\0x='sk_live" + "_0123456789abcdef'", "secret")]
    [InlineData("deep/.env", "A=1", "secrets")]
    [InlineData("deep/key.pem", "harmless", "secrets")]
    [InlineData("..\\..\\evil.html", Page, "no address")]
    [InlineData("..%2f..%2Fevil.html", Page, "no address")]
    [InlineData("gnp.\u202Elmth.html", Page, "no address")]
    [InlineData("tea\u200B.html", Page, "no address")]
    [InlineData("two\u2028lines.html", Page, "no address")]
    [InlineData("tab\there.html", Page, "control characters")]
    [InlineData("Index.html", Page, "differ only in case")]
    [InlineData(".env.production", "A=1", "secrets")]
    [InlineData("node_modules/a/index.js", "1", "development")]
    public async Task What_must_not_be_public_is_refused_with_its_cure(string path, string text, string reason)
    {
        Write("index.html", Page);
        Write(path, text);

        var refusal = await JudgeAsync();

        Assert.NotNull(refusal);
        Assert.Contains(reason, refusal.Reason, StringComparison.Ordinal);
        Assert.NotEmpty(refusal.Cure);
    }

    [Fact]
    public async Task A_picture_is_not_read_as_text()
    {
        Write("index.html", Page);
        Write("photo.jpg", "\uFFFD\0 AKIA" + "ABCDEFGHIJKLMNOP");

        Assert.Null(await JudgeAsync());
    }

    [Fact]
    public async Task Text_of_16_bits_is_read_as_text()
    {
        Write("index.html", Page);
        var text = "key: AKIA" + "ABCDEFGHIJKLMNOP";
        await File.WriteAllTextAsync(
            Path.Combine(Built, "notes"), text, System.Text.Encoding.Unicode, TestContext.Current.CancellationToken);

        Assert.Contains("secret", (await JudgeAsync())?.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_path_longer_than_a_store_takes_is_refused()
    {
        Write("index.html", Page);
        Write(string.Join('/', Enumerable.Repeat(new string('д', 100), 5)) + "/a.html", Page);

        Assert.Contains("900 bytes", (await JudgeAsync())?.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_name_that_misleads_is_shown_without_what_misleads()
    {
        Write("index.html", Page);
        Write("a\u202Eb.html", Page);

        Assert.Contains("'a?b.html'", (await JudgeAsync())?.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_without_a_start_page_is_refused()
    {
        Write("about.html", Page);

        Assert.Contains("index.html", (await JudgeAsync())?.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_link_out_of_the_folder_is_refused()
    {
        Write("index.html", Page);
        File.CreateSymbolicLink(Path.Combine(Built, "passwd"), "/etc/passwd");

        Assert.Contains("passwd", (await JudgeAsync())?.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_secret_across_the_seam_of_two_parts_is_found()
    {
        Write("index.html", Page);
        Write("app.js", new string(' ', (8 << 20) - 8) + "AKIA" + "ABCDEFGHIJKLMNOP" + new string(' ', 100));

        Assert.Contains("secret", (await JudgeAsync())?.Reason, StringComparison.Ordinal);
    }

    private async Task<Refusal?> JudgeAsync()
    {
        using var folder = SafeFolder.Open(root);
        var copy = Path.Combine(root, "copy");
        var report = await folder.CopyTreeAsync(
            "dist", copy, BuiltFolder.Limits, (_, _) => null, TestContext.Current.CancellationToken);
        return await BuiltFolder.JudgeAsync(copy, report, TestContext.Current.CancellationToken);
    }

    private void Write(string path, string text)
    {
        var file = Path.Combine(Built, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text);
    }
}
