using System.Diagnostics;
using System.Net.NetworkInformation;
using Amazon.S3.Model;
using TmuxBuilder.Testing;

namespace TmuxBuilder.Emulator.Tests;

public sealed class LifeTests : EmulatorTest
{
    [Fact]
    public async Task It_ends_with_the_process_that_started_it()
    {
        var emulator = await AwsEmulator.StartAsync(Stop);
        using var process = Process.GetProcessById(emulator.ProcessId);

        await emulator.DisposeAsync();

        await process.WaitForExitAsync(Stop);
        Assert.True(process.HasExited);
    }

    [Fact]
    public void It_listens_on_loopback_alone() =>
        Assert.All(
            IPGlobalProperties.GetIPGlobalProperties().GetActiveTcpListeners()
                .Where(end => end.Port == Account.Endpoint.Port),
            end => Assert.Equal("127.0.0.1", end.Address.ToString()));

    [Fact]
    public async Task Accounts_see_nothing_of_each_other_and_leave_nothing_behind()
    {
        var bucket = await BucketAsync();
        var other = await (await AwsEmulator.SharedAsync()).OpenAccountAsync(Stop);

        var left = new PutBucketRequest { BucketName = "left-" + other.Id, BucketRegionName = AwsAccount.Region };

        await RefusedAsync(() => S3As(other.Credentials).ListObjectsV2Async(new() { BucketName = bucket }, Stop));
        Assert.Empty((await S3As(other.Credentials).ListBucketsAsync(Stop)).Buckets ?? []);
        await S3As(other.Credentials).PutBucketAsync(left, Stop);
        await other.DisposeAsync();

        await RefusedAsync(() => S3As(other.Credentials).ListBucketsAsync(Stop), "InvalidAccessKeyId");
        await S3.PutBucketAsync(left, Stop);
    }

    [Fact]
    public async Task What_it_does_not_model_is_said_and_not_guessed()
    {
        await UserAsync("u");

        await RefusedAsync(
            () => Iam.PutUserPolicyAsync(
                new()
                {
                    UserName = "u",
                    PolicyName = "p",
                    PolicyDocument = Policy(
                        """
                        {"Effect":"Allow","Action":"s3:*","Resource":"*",
                         "Condition":{"StringEquals":{"s3:ExistingObjectTag/a":"b"}}}
                        """),
                },
                Stop),
            "EmulatorNotModelled");
    }
}
