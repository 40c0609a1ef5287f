using System.Text;
using TmuxBuilder.Core.Ports;
using TmuxBuilder.Core.Sessions;
using Xunit;

namespace TmuxBuilder.Contracts;

/// <summary>What every way of looking into session folders must do.</summary>
public abstract class SessionFilesContract
{
    private const int Cap = 1024;

    protected abstract ISessionFiles Files { get; }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>Makes the session's folder and returns its real path.</summary>
    protected abstract string MakeFolder(SessionId session);

    [Fact]
    public async Task A_session_without_a_folder_has_no_files()
    {
        var listing = await Files.ListAsync(NewSession(), Cancellation);

        Assert.Empty(listing.Files);
        Assert.Empty(listing.Folders);
        Assert.Null(await Files.ReadAsync(NewSession(), "index.html", Cap, Cancellation));
    }

    [Fact]
    public async Task A_listing_leaves_out_dependencies_and_version_control()
    {
        var session = NewSession();
        var folder = MakeFolder(session);
        Write(folder, "code/src/app.js", "1");
        Write(folder, "code/node_modules/left/index.js", "1");
        Write(folder, "code/.git/HEAD", "1");

        var listing = await Files.ListAsync(session, Cancellation);

        Assert.Equal(["code/src/app.js"], listing.Files.Select(file => file.Path));
        Assert.Equal(["code", "code/src"], listing.Folders);
    }

    [Fact]
    public async Task A_listing_ends_at_two_thousand_names()
    {
        var session = NewSession();
        var folder = MakeFolder(session);
        for (var number = 0; number < 2100; number++)
        {
            Write(folder, $"code/{number}.txt", "");
        }

        var listing = await Files.ListAsync(session, Cancellation);

        Assert.Equal(2000, listing.Files.Count + listing.Folders.Count);
    }

    [Fact]
    public async Task A_file_is_read_up_to_the_cap()
    {
        var session = NewSession();
        Write(MakeFolder(session), "docs/notes.txt", new string('x', Cap + 1));

        var file = await Files.ReadAsync(session, "docs/notes.txt", Cap, Cancellation);

        Assert.Equal(Cap, file!.Content.Length);
        Assert.Equal(Cap + 1, file.Size);
    }

    [Theory]
    [InlineData("missing.txt")]
    [InlineData("docs")]
    [InlineData("link.txt")]
    [InlineData("linked/inside.txt")]
    [InlineData("../outside.txt")]
    [InlineData("/etc/hostname")]
    [InlineData(".aws_credentials")]
    [InlineData("nul\0byte")]
    [InlineData("")]
    public async Task Nothing_but_a_plain_file_of_the_session_is_read(string path)
    {
        var session = NewSession();
        var folder = MakeFolder(session);
        Write(folder, "docs/plain.txt", "plain");
        Write(folder, ".aws_credentials", "keys");
        Write(folder, "../outside.txt", "outside");
        Write(folder, "../elsewhere/inside.txt", "outside");
        File.CreateSymbolicLink(Path.Combine(folder, "link.txt"), Path.Combine(folder, "docs", "plain.txt"));
        Directory.CreateSymbolicLink(Path.Combine(folder, "linked"), Path.Combine(folder, "..", "elsewhere"));

        Assert.Null(await Files.ReadAsync(session, path, Cap, Cancellation));
        Assert.Equal(
            "plain",
            Encoding.UTF8.GetString(
                (await Files.ReadAsync(session, "docs/plain.txt", Cap, Cancellation))!.Content.Span));
    }

    private static SessionId NewSession() => SessionId.New("files@example.com", TimeProvider.System);

    private static void Write(string folder, string path, string content)
    {
        var file = Path.Combine(folder, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, content);
    }
}
