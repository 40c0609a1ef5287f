using Amazon.CloudFront;
using Amazon.CloudFront.Model;
using TmuxBuilder.Testing;

namespace TmuxBuilder.Emulator.Tests;

public sealed class DistributionTests : EmulatorTest
{
    [Fact]
    public async Task A_distribution_keeps_its_origin_access_control()
    {
        var control = await ControlAsync();
        var made = await CreateAsync(control);

        var read = await CloudFront.GetDistributionConfigAsync(new() { Id = made.Distribution.Id }, Stop);

        Assert.Equal(control, read.DistributionConfig.Origins.Items[0].OriginAccessControlId);
        await RefusedAsync(() => CreateAsync("EUNKNOWN", "other"), "InvalidOriginAccessControl");
        await RefusedAsync(() => CreateAsync(control), "DistributionAlreadyExists");
    }

    [Fact]
    public async Task A_change_needs_the_version_it_is_made_from()
    {
        var id = (await CreateAsync(await ControlAsync())).Distribution.Id;
        var read = await CloudFront.GetDistributionConfigAsync(new() { Id = id }, Stop);
        var update = Update(read, id);

        await CloudFront.UpdateDistributionAsync(update, Stop);

        await RefusedAsync(() => CloudFront.UpdateDistributionAsync(update, Stop), "PreconditionFailed");
        update.IfMatch = null;
        await RefusedAsync(() => CloudFront.UpdateDistributionAsync(update, Stop), "InvalidIfMatchVersion");
    }

    [Fact]
    public async Task A_distribution_goes_only_when_it_is_disabled_and_deployed()
    {
        await Account.SetAsync(new AwsSettings { DeployAfterReads = 1000 }, Stop);
        var control = await ControlAsync();
        var id = (await CreateAsync(control)).Distribution.Id;
        await Account.DeployAsync(Stop);
        await RefusedAsync(() => DeleteAsync(id), "DistributionNotDisabled");
        var read = await CloudFront.GetDistributionConfigAsync(new() { Id = id }, Stop);
        read.DistributionConfig.Enabled = false;
        await CloudFront.UpdateDistributionAsync(Update(read, id), Stop);

        var found = await CloudFront.GetDistributionAsync(new() { Id = id }, Stop);
        Assert.Equal("InProgress", found.Distribution.Status);
        await RefusedAsync(() => DeleteAsync(id), "DistributionNotDisabled");
        var match = (await CloudFront.GetOriginAccessControlAsync(new() { Id = control }, Stop)).ETag;
        await RefusedAsync(
            () => CloudFront.DeleteOriginAccessControlAsync(new() { Id = control, IfMatch = match }, Stop),
            "OriginAccessControlInUse");
        await Account.DeployAsync(Stop);
        await DeleteAsync(id);

        await RefusedAsync(() => CloudFront.GetDistributionAsync(new() { Id = id }, Stop), "NoSuchDistribution");
        await CloudFront.DeleteOriginAccessControlAsync(new() { Id = control, IfMatch = match }, Stop);
    }

    [Fact]
    public async Task Limits_are_those_a_test_sets()
    {
        await Account.SetAsync(
            new AwsSettings { DistributionLimits = new Dictionary<string, int> { ["per_control"] = 1 } }, Stop);
        var control = await ControlAsync();
        await CreateAsync(control, "one");

        await RefusedAsync(
            () => CreateAsync(control, "two"), "TooManyDistributionsAssociatedToOriginAccessControl");
    }

    [Fact]
    public async Task Tags_say_whose_a_distribution_is()
    {
        var control = await ControlAsync();
        var (own, other) = (await CreateAsync(control, "own", "a"), await CreateAsync(control, "other", "b"));
        var tenant = CloudFrontAs(await UserAsync(
            "u",
            """
            {"Effect":"Allow","Action":["cloudfront:GetDistribution","cloudfront:CreateInvalidation"],"Resource":"*",
             "Condition":{"StringEquals":{"aws:ResourceTag/guid":"a"}}}
            """));

        await tenant.GetDistributionAsync(new() { Id = own.Distribution.Id }, Stop);
        await tenant.CreateInvalidationAsync(Invalidate(own), Stop);
        await RefusedAsync(() => tenant.GetDistributionAsync(new() { Id = other.Distribution.Id }, Stop));
        await RefusedAsync(() => tenant.CreateInvalidationAsync(Invalidate(other), Stop));
        await RefusedAsync(() => tenant.TagResourceAsync(
            new() { Resource = other.Distribution.ARN, Tags = Tagged("a") }, Stop));
        await RefusedAsync(() => tenant.ListDistributionsAsync(new(), Stop));
    }

    private static Tags Tagged(string guid) => new() { Items = [new() { Key = "guid", Value = guid }] };

    private static UpdateDistributionRequest Update(GetDistributionConfigResponse read, string id) =>
        new() { DistributionConfig = read.DistributionConfig, Id = id, IfMatch = read.ETag };

    private static CreateInvalidationRequest Invalidate(CreateDistributionWithTagsResponse made) => new()
    {
        DistributionId = made.Distribution.Id,
        InvalidationBatch = new() { Paths = new() { Quantity = 1, Items = ["/*"] }, CallerReference = "r" },
    };

    private async Task DeleteAsync(string id)
    {
        var match = (await CloudFront.GetDistributionConfigAsync(new() { Id = id }, Stop)).ETag;
        await CloudFront.DeleteDistributionAsync(new() { Id = id, IfMatch = match }, Stop);
    }

    private async Task<string> ControlAsync() => (await CloudFront.CreateOriginAccessControlAsync(
        new()
        {
            OriginAccessControlConfig = new()
            {
                Name = "o",
                OriginAccessControlOriginType = OriginAccessControlOriginTypes.S3,
                SigningBehavior = OriginAccessControlSigningBehaviors.Always,
                SigningProtocol = OriginAccessControlSigningProtocols.Sigv4,
            },
        },
        Stop)).OriginAccessControl.Id;

    private Task<CreateDistributionWithTagsResponse> CreateAsync(
        string control, string reference = "r", string guid = "a") => CloudFront.CreateDistributionWithTagsAsync(
        new()
        {
            DistributionConfigWithTags = new()
            {
                Tags = Tagged(guid),
                DistributionConfig = new()
                {
                    CallerReference = reference,
                    Comment = "a site",
                    Enabled = true,
                    Origins = new()
                    {
                        Quantity = 1,
                        Items =
                        [
                            new()
                            {
                                Id = "s3",
                                DomainName = "a.s3.amazonaws.com",
                                OriginAccessControlId = control,
                                S3OriginConfig = new() { OriginAccessIdentity = "" },
                            },
                        ],
                    },
                    DefaultCacheBehavior = new()
                    {
                        TargetOriginId = "s3",
                        ViewerProtocolPolicy = ViewerProtocolPolicy.RedirectToHttps,
                    },
                },
            },
        },
        Stop);
}
