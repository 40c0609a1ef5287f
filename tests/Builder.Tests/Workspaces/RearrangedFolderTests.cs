using System.Text;
using System.Text.Json;
using TmuxBuilder.Builder.Tests.World;
using TmuxBuilder.Builder.Workspaces;
using TmuxBuilder.Core.Ports;
using TmuxBuilder.Core.Sessions;
using TmuxBuilder.Core.Turns;
using TmuxBuilder.Core.Uploads;

namespace TmuxBuilder.Builder.Tests.Workspaces;

/// <summary>Folders the agent rearranged: what the worker needs is made again, no link is followed.</summary>
public sealed class RearrangedFolderTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Mirrors_that_the_agent_exchanged_for_links_are_replaced_and_never_followed()
    {
        await using var machine = Machine.New();
        var (session, turn, pane) = await machine.AcceptedAsync();
        var folder = machine.Folders.FolderOf(session.Id);
        var outside = Path.Combine(Path.GetDirectoryName(folder)!, "outside.txt");
        await File.WriteAllTextAsync(outside, "untouched", Token);
        File.Delete(Path.Combine(folder, "status.json"));
        File.CreateSymbolicLink(Path.Combine(folder, "status.json"), outside);

        pane.Stop("Done.");
        await machine.TurnAsync(turn, TurnState.Done);
        var next = await machine.SendAsync(session, "next");
        await pane.TypedAsync(Token);
        await machine.TurnAsync(next, TurnState.Typed);

        Assert.Equal("untouched", await File.ReadAllTextAsync(outside, Token));
    }

    [Fact]
    public async Task What_the_agent_exchanged_or_removed_is_made_again_for_its_next_start()
    {
        await using var machine = Machine.New();
        var (session, _, _) = await machine.AcceptedAsync();
        var folder = machine.Folders.FolderOf(session.Id);
        var outside = Directory.CreateDirectory(Path.Combine(Path.GetDirectoryName(folder)!, "outside")).FullName;
        foreach (var name in (string[])["tmp", "uploads", ".claude"])
        {
            Directory.Delete(Path.Combine(folder, name), recursive: true);
            File.CreateSymbolicLink(Path.Combine(folder, name), outside);
        }

        Directory.Delete(Path.Combine(folder, "docs"), recursive: true);
        File.Delete(Path.Combine(folder, "system_prompt.txt"));
        Directory.CreateDirectory(Path.Combine(folder, "system_prompt.txt", "deep"));

        File.CreateSymbolicLink(Path.Combine(folder, ".claude-home"), outside);

        await machine.Get<SessionWorkspaces>().PrepareAsync(session, Token);
        await machine.Get<SessionWorkspaces>().ForgetAsync(session.Id, Token);

        foreach (var name in (string[])["tmp", "uploads", "docs", ".claude/skills"])
        {
            Assert.Null(new DirectoryInfo(Path.Combine(folder, name)).LinkTarget);
            Assert.True(Directory.Exists(Path.Combine(folder, name)), name);
        }

        Assert.Contains("# Identity", await machine.ReadAsync(session, "system_prompt.txt"), StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(outside));
    }

    [Fact]
    public async Task A_file_of_a_message_finds_its_folder_again_while_the_agent_runs()
    {
        await using var machine = Machine.New();
        var (session, turn, pane) = await machine.AcceptedAsync();
        pane.Stop("Done.");
        await machine.TurnAsync(turn, TurnState.Done);
        Directory.Delete(Path.Combine(machine.Folders.FolderOf(session.Id), "uploads"), recursive: true);
        await machine.WriteAsync(session, "uploads", "a file of that name");

        var kept = await machine.Get<UploadVault>().ReceiveAsync(
            session.Id, "menu.txt", new MemoryStream("Green tea 3.50"u8.ToArray()), Token);
        var next = await machine.SendAsync(session, "Use the menu", kept.Upload!);
        await machine.TurnAsync(next, TurnState.Typed);

        Assert.Equal("Green tea 3.50", await machine.ReadAsync(session, $"uploads/{kept.Upload!.StoredName}"));
    }
}
