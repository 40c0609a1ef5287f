using TmuxBuilder.Core.Sites;

namespace TmuxBuilder.Cdk.Tests;

/// <summary>What <c>./deploy --destroy</c> takes away, in which order, and when it does not.</summary>
public sealed class DestroyCommandTests
{
    private const string Stacks = "cdk destroy Observability Workers ControlPlane Portal --force";

    [Fact]
    public async Task Sessions_that_have_something_on_aws_are_counted_and_stop_it()
    {
        using var folder = await DeployedAsync();
        await File.WriteAllTextAsync(folder.At("stub/ledger"), "USER#a\nUSER#b\nUSER#a\n", Token);

        var run = await folder.RunAsync("--destroy");

        Assert.Equal(1, run.Status);
        Assert.Contains("2 sessions still have sites", run.Output, StringComparison.Ordinal);
        Assert.Contains("tb-admin --stage tmux-builder", run.Output, StringComparison.Ordinal);
        Assert.Empty(folder.Acts);
    }

    [Theory]
    [InlineData("aws dynamodb scan *")]
    [InlineData("aws cloudformation describe-stacks --stack-name tmux-builder-data*")]
    [InlineData("aws cloudformation describe-stacks * --query *ResourcesTable*")]
    public async Task A_ledger_that_cannot_be_read_stops_it(string call)
    {
        using var folder = await DeployedAsync();
        folder.Fail(call, "An error occurred (ThrottlingException) when calling it");

        var run = await folder.RunAsync("--destroy --data", "tmux-builder\n");

        Assert.Equal(1, run.Status);
        Assert.Contains("ThrottlingException", run.Output, StringComparison.Ordinal);
        Assert.Empty(folder.Acts);
    }

    [Fact]
    public async Task What_is_stored_stays_and_the_rest_goes_however_often()
    {
        using var folder = await DeployedAsync();

        var first = await folder.RunAsync("--destroy");
        var acts = folder.Acts;
        var again = await folder.RunAsync("--destroy");

        Assert.True(first.Status == 0, first.Output);
        Assert.True(again.Status == 0, again.Output);
        Assert.Equal([Stacks], acts);
        Assert.Contains("The tables, buckets, secrets and admins stay", again.Output, StringComparison.Ordinal);
        Assert.True(File.Exists(folder.At("stub/stacks/tmux-builder-data")));
        Assert.True(File.Exists(folder.At("stub/secrets/model-key")));
    }

    [Theory]
    [InlineData("")]
    [InlineData("tmux\n")]
    public async Task Without_its_name_nothing_of_a_stage_is_removed(string typed)
    {
        using var folder = await DeployedAsync();

        var run = await folder.RunAsync("--destroy --data", typed);

        Assert.Equal(1, run.Status);
        Assert.Contains("Nothing was removed", run.Output, StringComparison.Ordinal);
        Assert.Empty(folder.Acts);
    }

    [Fact]
    public async Task With_its_name_everything_goes_and_a_second_time_makes_nothing_anew()
    {
        using var folder = await DeployedAsync();
        await File.WriteAllTextAsync(folder.At("stub/versions"), "1000", Token);

        var run = await folder.RunAsync(
            "--destroy --data", "tmux-builder\n", new() { ["STUB_SHARED"] = "made-by-workers" });

        Assert.True(run.Status == 0, run.Output);
        Assert.Equal(
            [
                "aws s3api delete-objects", Stacks, "cdk deploy Data --exclusively without retention",
                "aws cloudformation update-termination-protection", "cdk destroy Data --force without retention",
                "aws cloudfront delete-function", "aws cloudfront delete-origin-access-control",
                "aws secretsmanager delete-secret", "aws secretsmanager delete-secret",
                "aws secretsmanager delete-secret",
            ],
            folder.Acts);
        Assert.Equal("1000\n", await File.ReadAllTextAsync(folder.At("stub/deleted"), Token));
        Assert.Contains("Emptying the-portalbucket: 1000 more", run.Output, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(folder.At("stub/secrets")));
        Assert.Contains(
            "aws cloudfront delete-function --name made-by-workers --if-match etag-of-made-by-workers", folder.Calls);

        folder.Forget();
        var again = await folder.RunAsync("--destroy --data", "tmux-builder\n");

        Assert.True(again.Status == 0, again.Output);
        Assert.Equal([Stacks], folder.Acts);
    }

    [Fact]
    public async Task The_ledger_stays_when_somebody_came_in_meanwhile()
    {
        using var folder = await DeployedAsync();
        await File.WriteAllTextAsync(folder.At("stub/comes-in-meanwhile"), "USER#late\n", Token);

        var run = await folder.RunAsync("--destroy --data", "tmux-builder\n");

        Assert.Equal(1, run.Status);
        Assert.Contains("1 sessions still have", run.Output, StringComparison.Ordinal);
        Assert.Equal([Stacks], folder.Acts);
    }

    [Fact]
    public async Task A_stack_that_does_not_go_leaves_what_is_stored()
    {
        using var folder = await DeployedAsync();
        folder.Fail("cdk destroy Observability*", "It did not work.");

        var run = await folder.RunAsync("--destroy --data", "tmux-builder\n");

        Assert.NotEqual(0, run.Status);
        Assert.Equal([Stacks], folder.Acts);
    }

    [Fact]
    public void What_sites_share_is_found_by_the_names_that_workers_give_it()
    {
        var script = Checkout.Read("scripts/stage.sh");

        Assert.All(
            [SiteNames.OnePageFunctions("$stage"), SiteNames.AccessControls("$stage")],
            (string name) => Assert.Contains($"starts_with(Name, '{name}')", script, StringComparison.Ordinal));
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>A stage that is there, with the calls that made it forgotten.</summary>
    private static async Task<DeployFolder> DeployedAsync()
    {
        var folder = new DeployFolder();
        var run = await folder.RunAsync("", environment: new() { ["MODEL_KEY"] = "sk-key" });
        Assert.True(run.Status == 0, run.Output);
        folder.Forget();
        return folder;
    }
}
