using System.Xml.Linq;
using Amazon.CloudFront.Model;

namespace TmuxBuilder.AwsSdk.Tests;

/// <summary>CloudFront takes an update for the whole truth: one that leaves a field out switches it off.</summary>
public sealed class DistributionRoundTripTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_update_of_what_was_got_loses_nothing()
    {
        var before = await File.ReadAllTextAsync(Full, Token);

        var sent = await UpdateAsync(before, _ => { });

        Assert.Equal(Golden.Canonical(before), Golden.Canonical(sent));
    }

    [Fact]
    public async Task An_update_changes_what_was_changed_and_nothing_else()
    {
        var before = await File.ReadAllTextAsync(Full, Token);
        var expected = XElement.Parse(before);
        var space = expected.Name.Namespace;
        expected.Element(space + "Enabled")!.Value = "false";
        var origin = expected.Element(space + "Origins")!.Element(space + "Items")!.Element(space + "Origin")!;
        origin.Element(space + "OriginPath")!.Value = "/releases/2";
        expected.Element(space + "WebACLId")!.Remove();

        var sent = await UpdateAsync(before, config =>
        {
            config.Enabled = false;
            config.Origins.Items[0].OriginPath = "/releases/2";
            config.WebACLId = null;
        });

        Assert.Equal(Golden.Canonical(expected.ToString()), Golden.Canonical(sent));
    }

    /// <summary>A configuration that uses what our client has no members for, and what no client knows yet.</summary>
    private static string Full => Path.Combine(AppContext.BaseDirectory, "Golden", "distribution-config.xml");

    private static async Task<string> UpdateAsync(string before, Action<DistributionConfig> change)
    {
        await using var loopback = await Loopback.StartAsync();
        loopback.Answer(200, before, ("ETag", "E2ETAG")).Answer(200, "<Distribution/>");
        using var client = loopback.CloudFront();

        var got = await client.GetDistributionConfigAsync(new GetDistributionConfigRequest { Id = "E1" }, Token);
        change(got.DistributionConfig);
        await client.UpdateDistributionAsync(
            new UpdateDistributionRequest
            {
                Id = "E1",
                IfMatch = got.ETag,
                DistributionConfig = got.DistributionConfig,
            },
            Token);

        var update = loopback.Requests.Last();
        Assert.Equal("E2ETAG", update.Headers["if-match"]);
        return update.Body;
    }
}
