using Amazon.CloudFront;
using Amazon.CloudFront.Model;
using Microsoft.Extensions.Logging;
using TmuxBuilder.Core.Ports;
using TmuxBuilder.Testing;

namespace TmuxBuilder.Adapters.Aws.Tests.Sites;

/// <summary>What the limits of an account do.</summary>
public sealed class SiteShardTests : SiteTest
{
    [Fact]
    public async Task Origin_access_controls_and_functions_are_filled_one_after_the_other()
    {
        await LimitAsync(("per_control", 2), ("per_function", 2));

        for (var n = 0; n < 5; n++)
        {
            await PublishAsync(NewSite(), ("index.html", "app"));
        }

        var all = await DistributionsAsync();
        Assert.Equal([1, 2, 2], all.CountBy(
            one => one.Origins.Items.Single().OriginAccessControlId)
            .Select(pair => pair.Value).Order());
        Assert.Equal([1, 2, 2], all.CountBy(
            one => one.DefaultCacheBehavior.FunctionAssociations.Items.Single().FunctionARN)
            .Select(pair => pair.Value).Order());
    }

    [Fact]
    public async Task Sites_made_at_once_all_find_room()
    {
        await LimitAsync(("per_control", 2), ("per_function", 2));
        var sites = Enumerable.Range(0, 6).Select(_ => NewSite()).ToList();

        await AtOnceAsync(6, async index =>
        {
            await Publisher.EnsureAsync(sites[index], Cancellation);
            return index;
        });

        Assert.Equal(6, (await DistributionsAsync()).Count);
    }

    [Fact]
    public async Task A_control_is_used_again_after_its_sites_are_gone()
    {
        await LimitAsync(("per_control", 1));
        var site = NewSite();
        await PublishAsync(site, ("index.html", "one"), ("b.html", "b"));
        await Publisher.RemoveAsync(site, Cancellation);

        await PublishAsync(NewSite(), ("index.html", "one"), ("b.html", "b"));

        var controls = await World.Get<IAmazonCloudFront>().ListOriginAccessControlsAsync(
            new ListOriginAccessControlsRequest(), Cancellation);
        Assert.Single(controls.OriginAccessControlList.Items);
    }

    [Fact]
    public async Task Before_the_account_is_full_somebody_is_told_and_when_it_is_the_publisher_says_so()
    {
        await LimitAsync(("distributions", 5));
        for (var n = 0; n < 5; n++)
        {
            Assert.Equal(n > 3, IsWarned());
            await Publisher.EnsureAsync(NewSite(), Cancellation);
        }

        var refused = await Assert.ThrowsAsync<StoreUnavailableException>(
            () => Publisher.EnsureAsync(NewSite(), Cancellation));

        Assert.Contains("room", refused.Message, StringComparison.Ordinal);
    }

    private protected override AwsOptions Adjust(AwsOptions options) =>
        options with { Sites = options.Sites with { DistributionQuota = 5 } };

    private bool IsWarned() => Cloud.Log.All.Any(note => note is { Level: LogLevel.Warning, Text: var text }
        && text.Contains("quota", StringComparison.Ordinal));

    private Task LimitAsync(params (string Name, int Value)[] limits) => Cloud.Account.SetAsync(
        new AwsSettings { DistributionLimits = limits.ToDictionary(limit => limit.Name, limit => limit.Value) },
        Cancellation);

    private async Task<List<DistributionSummary>> DistributionsAsync() =>
        (await World.Get<IAmazonCloudFront>().ListDistributionsAsync(new ListDistributionsRequest(), Cancellation))
            .DistributionList.Items;
}
