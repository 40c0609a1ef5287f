using System.Text;
using Amazon.CloudFront;
using Amazon.CloudFront.Model;
using Microsoft.Extensions.Logging;
using TmuxBuilder.Core.Sites;

namespace TmuxBuilder.Adapters.Aws.Sites;

/// <summary>
/// What distributions share. CloudFront takes 100 distributions with one origin access control, and 100 with one
/// function, so there are several of each: numbered, filled one after the other, and made when they are needed.
/// </summary>
/// <remarks>https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/cloudfront-limits.html.</remarks>
internal sealed partial class SiteShards(
    IAmazonCloudFront cloudFront, AwsOptions options, ILogger<SiteShards> logger)
{
    public const int PerShard = 100;
    private const int MaxShards = 100;
    private const int MaxPages = 100;
    private const double NearlyFull = 0.8;

    /// <summary>
    /// Tries <paramref name="use"/> with one origin access control after another, until it finds room in one.
    /// </summary>
    public async Task<T> WithControlAsync<T>(Func<string, Task<T>> use, CancellationToken cancellationToken)
    {
        var all = await ListAsync(cancellationToken);
        WarnOfQuota(all.Count);
        var used = all.SelectMany(one => one.Origins?.Items ?? []).CountBy(origin => origin.OriginAccessControlId ?? "")
            .ToDictionary(StringComparer.Ordinal);
        for (var shard = 0; shard < MaxShards; shard++)
        {
            var id = await EnsureControlAsync($"{SiteNames.AccessControls(options.Stage)}{shard}", cancellationToken);
            if (used.GetValueOrDefault(id) < PerShard)
            {
                try
                {
                    return await use(id);
                }
                catch (TooManyDistributionsAssociatedToOriginAccessControlException)
                {
                    // Others took its last place meanwhile.
                }
            }
        }

        throw new TooManyOriginAccessControlsException("Every origin access control is full.");
    }

    /// <summary>The same with functions that serve an application's one page everywhere.</summary>
    public async Task<T> WithFunctionAsync<T>(Func<string, Task<T>> use, CancellationToken cancellationToken)
    {
        var used = (await ListAsync(cancellationToken))
            .SelectMany(one => one.DefaultCacheBehavior?.FunctionAssociations?.Items ?? [])
            .CountBy(function => function.FunctionARN)
            .ToDictionary(StringComparer.Ordinal);
        for (var shard = 0; shard < MaxShards; shard++)
        {
            var arn = await EnsureFunctionAsync(
                $"{SiteNames.OnePageFunctions(options.Stage)}{shard}", cancellationToken);
            if (used.GetValueOrDefault(arn) < PerShard)
            {
                try
                {
                    return await use(arn);
                }
                catch (TooManyDistributionsWithSingleFunctionARNException)
                {
                    // Others took its last place meanwhile.
                }
            }
        }

        throw new TooManyFunctionsException("Every function is full.");
    }

    /// <summary>Every distribution of the account.</summary>
    public async Task<List<DistributionSummary>> ListAsync(CancellationToken cancellationToken)
    {
        var all = new List<DistributionSummary>();
        var request = new ListDistributionsRequest();
        for (var page = 0; page < MaxPages; page++)
        {
            var list = (await cloudFront.ListDistributionsAsync(request, cancellationToken)).DistributionList;
            all.AddRange(list.Items ?? []);
            if (list.IsTruncated != true)
            {
                break;
            }

            request.Marker = list.NextMarker;
        }

        return all;
    }

    private async Task<string> EnsureControlAsync(string name, CancellationToken cancellationToken)
    {
        if (await FindControlAsync(name, cancellationToken) is { } known)
        {
            return known;
        }

        try
        {
            var made = await cloudFront.CreateOriginAccessControlAsync(
                new CreateOriginAccessControlRequest
                {
                    OriginAccessControlConfig = new OriginAccessControlConfig
                    {
                        Name = name,
                        Description = "Published sites",
                        OriginAccessControlOriginType = OriginAccessControlOriginTypes.S3,
                        SigningBehavior = OriginAccessControlSigningBehaviors.Always,
                        SigningProtocol = OriginAccessControlSigningProtocols.Sigv4,
                    },
                },
                cancellationToken);
            LogMade(name);
            return made.OriginAccessControl.Id;
        }
        catch (OriginAccessControlAlreadyExistsException)
        {
            return await FindControlAsync(name, cancellationToken) ?? throw new InvalidOperationException(
                $"An origin access control named {name} exists and is not listed.");
        }
    }

    private async Task<string?> FindControlAsync(string name, CancellationToken cancellationToken)
    {
        var request = new ListOriginAccessControlsRequest();
        for (var page = 0; page < MaxPages; page++)
        {
            var list = (await cloudFront.ListOriginAccessControlsAsync(request, cancellationToken))
                .OriginAccessControlList;
            if (list.Items?.Find(control => control.Name == name) is { } found)
            {
                return found.Id;
            }

            if (list.IsTruncated != true)
            {
                break;
            }

            request.Marker = list.NextMarker;
        }

        return null;
    }

    private async Task<string> EnsureFunctionAsync(string name, CancellationToken cancellationToken)
    {
        try
        {
            var live = await cloudFront.DescribeFunctionAsync(
                new DescribeFunctionRequest { Name = name, Stage = FunctionStage.LIVE }, cancellationToken);
            return live.FunctionSummary.FunctionMetadata.FunctionARN;
        }
        catch (NoSuchFunctionExistsException)
        {
            // It is made, or what a crash left of it published.
        }

        var made = await CreateFunctionAsync(name, cancellationToken);
        var published = await cloudFront.PublishFunctionAsync(
            new PublishFunctionRequest { Name = name, IfMatch = made }, cancellationToken);
        LogMade(name);
        return published.FunctionSummary.FunctionMetadata.FunctionARN;
    }

    /// <summary>Makes a function that is not live yet and returns its tag.</summary>
    private async Task<string> CreateFunctionAsync(string name, CancellationToken cancellationToken)
    {
        try
        {
            using var code = new MemoryStream(Encoding.UTF8.GetBytes(SiteFunction.Code));
            var made = await cloudFront.CreateFunctionAsync(
                new CreateFunctionRequest
                {
                    Name = name,
                    FunctionCode = code,
                    FunctionConfig = new FunctionConfig
                    {
                        Comment = "Serves the one page of an application at all its addresses",
                        Runtime = FunctionRuntime.CloudfrontJs20,
                    },
                },
                cancellationToken);
            return made.ETag;
        }
        catch (FunctionAlreadyExistsException)
        {
            var known = await cloudFront.DescribeFunctionAsync(
                new DescribeFunctionRequest { Name = name, Stage = FunctionStage.DEVELOPMENT }, cancellationToken);
            return known.ETag;
        }
    }

    private void WarnOfQuota(int used)
    {
        if (used + 1 >= options.Sites.DistributionQuota * NearlyFull)
        {
            LogNearQuota(used, options.Sites.DistributionQuota);
        }
    }

    [LoggerMessage(LogLevel.Information, "{Name} is made, for the sites to come")]
    private partial void LogMade(string name);

    [LoggerMessage(
        LogLevel.Warning,
        "{Used} of {Quota} distributions are in use; without more quota no new site can be published")]
    private partial void LogNearQuota(int used, int quota);
}
