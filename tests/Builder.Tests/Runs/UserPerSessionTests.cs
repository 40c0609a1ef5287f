using Microsoft.Extensions.DependencyInjection;
using TmuxBuilder.Agent;
using TmuxBuilder.Agent.Folders;
using TmuxBuilder.Agent.Sandbox.Limits;
using TmuxBuilder.Builder.Tests.World;

namespace TmuxBuilder.Builder.Tests.Runs;

/// <summary>
/// The whole worker as root where no control group can be written: the demo builder in a real pane and a real sandbox,
/// as a user of its own.
/// </summary>
public sealed class UserPerSessionTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_demo_builder_builds_as_its_own_user_and_goes_on_in_a_restored_folder()
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "Only a worker that is root gives users.");
        Machine? made = null;
        BuilderOptions? first = null;
        await using var machine = made = Machine.New(
            options => first = options.On("first"),
            added: services => services.AddSingleton<IAgentNetwork, NoNetwork>().AddAgents(new AgentOptions
            {
                DataFolder = (made?.Options ?? first!).DataFolder,
                Profile = AgentOptions.Demo,
                Groups = new NoGroups(),
            }));
        var confinement = machine.Get<AgentMachine>().Confinement;
        Assert.SkipWhen(
            confinement.Problem?.Contains("cannot be reached", StringComparison.Ordinal) == true,
            "Other users do not get to this checkout.");
        Assert.Equal(LimitRegime.UserPerSession, confinement.Regime);
        var session = await machine.SessionAsync();
        await machine.StartWorkerAsync();

        try
        {
            await machine.ChangeElsewhereAsync(session, () => AssertIsOwn(machine.Folders.FolderOf(session.Id)));
        }
        finally
        {
            await machine.Get<IAgents>().KillAsync(session.Id, Token);
        }
    }

    /// <summary>
    /// All that lies in a session's folder, whoever put it there, belongs to one user, who is not root.
    /// </summary>
    private static void AssertIsOwn(string folder)
    {
        var owner = FolderOwner.Of(folder);
        Assert.NotEqual(0u, owner);
        Assert.All(
            Directory.GetDirectories(folder, "*", SearchOption.AllDirectories),
            below => Assert.Equal(owner, FolderOwner.Of(below)));
        // A mirror that is just being written has a temporary name, and may have its own by the time it is looked at.
        Assert.All(
            Directory.GetFiles(folder, "*", SearchOption.AllDirectories)
                .Where(file => Path.GetFileName(file) is not { Length: 20 } name
                    || !name.StartsWith(".tb-", StringComparison.Ordinal)),
            file =>
            {
                using var above = Libc.OpenFolder(Path.GetDirectoryName(file)!, out _);
                Assert.Equal(owner, Libc.Status(above, Path.GetFileName(file)).Owner);
            });
    }
}
