using Amazon.IdentityManagement.Model;
using Amazon.Runtime;

namespace TmuxBuilder.Emulator.Tests;

/// <summary>The life of access keys.</summary>
public sealed class KeyTests : EmulatorTest
{
    [Fact]
    public async Task A_key_that_is_switched_off_or_removed_opens_nothing()
    {
        var user = await UserAsync("u", "Allow s3:* *");
        var key = (await user.GetCredentialsAsync()).AccessKey;
        await S3As(user).ListBucketsAsync(Stop);

        await Iam.UpdateAccessKeyAsync(new() { UserName = "u", AccessKeyId = key, Status = "Inactive" }, Stop);
        await RefusedAsync(() => S3As(user).ListBucketsAsync(Stop), "InvalidAccessKeyId");
        await Iam.UpdateAccessKeyAsync(new() { UserName = "u", AccessKeyId = key, Status = "Active" }, Stop);
        await S3As(user).ListBucketsAsync(Stop);

        await RefusedAsync(
            () => Iam.DeleteUserAsync(new DeleteUserRequest { UserName = "u" }, Stop), "DeleteConflict");
        await Iam.DeleteAccessKeyAsync(new() { UserName = "u", AccessKeyId = key }, Stop);
        await RefusedAsync(() => S3As(user).ListBucketsAsync(Stop), "InvalidAccessKeyId");
    }

    [Fact]
    public async Task New_keys_need_a_while_when_a_test_says_so()
    {
        await Account.SetAsync(new() { NewKeyRefusals = 2 }, Stop);
        var user = await UserAsync("u", "Allow s3:* *");

        await RefusedAsync(() => S3As(user).ListBucketsAsync(Stop), "InvalidAccessKeyId");
        await RefusedAsync(() => S3As(user).ListBucketsAsync(Stop), "InvalidAccessKeyId");
        await S3As(user).ListBucketsAsync(Stop);
    }
}
