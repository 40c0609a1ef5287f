using TmuxBuilder.Functions.Tests.Support;

namespace TmuxBuilder.Functions.Tests.Fleet;

/// <summary>
/// Several workers with terminals of their own on one account of the emulator, while projects chat and workers are
/// lost, paused, cut off and told to leave.
/// </summary>
public sealed class FleetTests(Stage stage)
{
    [Fact]
    public async Task No_message_is_lost_or_answered_twice_whatever_becomes_of_workers()
    {
        await using var fleet = await FleetUnderTest.StartAsync(stage, projects: 6);

        await fleet.EndureAsync();

        await fleet.Clients.AssertNothingIsLostAsync();
    }

    [Fact]
    public async Task A_worker_whose_disk_is_full_leaves_its_projects_to_others()
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "Only root can give a worker a disk of its own.");
        await using var fleet = await FleetUnderTest.StartAsync(stage, projects: 4, disk: "300m");

        await fleet.FillDiskAsync();
        await fleet.ChatAsync();

        Assert.Equal(0, await fleet.Clients.HeldAsync(fleet.First));

        await fleet.Clients.AssertNothingIsLostAsync();
    }

    [Fact(Explicit = true)]
    public async Task Twenty_projects_lose_nothing_over_many_losses()
    {
        await using var fleet = await FleetUnderTest.StartAsync(stage, projects: 20);

        for (var round = 0; round < 3; round++)
        {
            await fleet.EndureAsync();
        }

        await fleet.Clients.AssertNothingIsLostAsync();
    }
}
