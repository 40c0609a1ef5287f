using Amazon.IdentityManagement;
using Amazon.IdentityManagement.Model;

namespace TmuxBuilder.AwsSdk.Tests;

internal static partial class Calls
{
    private const string Boundary = "arn:aws:iam::123456789012:policy/tmux/boundary";
    private const string KeyId = "AKIAIOSFODNN7EXAMPLE";

    private const string Policy =
        """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:*","Resource":"arn:aws:s3:::a-*/ü +~*"}]}""";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static Dictionary<string, Func<Loopback, Task>> Iam { get; } = new()
    {
        ["CreateUser"] = l => l.Iam().CreateUserAsync(
            new CreateUserRequest
            {
                Path = "/tmux/",
                UserName = User,
                PermissionsBoundary = Boundary,
                Tags =
                [
                    new Tag { Key = "guid", Value = "0123456789ab" },
                    new Tag { Key = "created-by", Value = "tmux builder=ü" },
                ],
            },
            Token),
        ["GetUser"] = l => l.Iam().GetUserAsync(new GetUserRequest { UserName = User }, Token),
        ["GetUser of the caller"] = l => l.Iam().GetUserAsync(new GetUserRequest(), Token),
        ["DeleteUser"] = l => l.Iam().DeleteUserAsync(new DeleteUserRequest(User), Token),
        ["ListUsers"] = l => l.Iam().ListUsersAsync(
            new ListUsersRequest { PathPrefix = "/tmux/", Marker = "a+b/c==", MaxItems = 50 }, Token),
        ["TagUser"] = l => l.Iam().TagUserAsync(
            new TagUserRequest { UserName = User, Tags = [new Tag { Key = "k", Value = "" }] }, Token),
        ["ListUserTags"] = l => l.Iam().ListUserTagsAsync(new ListUserTagsRequest { UserName = User }, Token),
        ["PutUserPolicy"] = l => l.Iam().PutUserPolicyAsync(
            new PutUserPolicyRequest { UserName = User, PolicyName = "p", PolicyDocument = Policy }, Token),
        ["GetUserPolicy"] = l => l.Iam().GetUserPolicyAsync(
            new GetUserPolicyRequest { UserName = User, PolicyName = "p" }, Token),
        ["DeleteUserPolicy"] = l => l.Iam().DeleteUserPolicyAsync(
            new DeleteUserPolicyRequest { UserName = User, PolicyName = "p" }, Token),
        ["ListUserPolicies"] = l => l.Iam().ListUserPoliciesAsync(
            new ListUserPoliciesRequest { UserName = User, MaxItems = 1 }, Token),
        ["PutUserPermissionsBoundary"] = l => l.Iam().PutUserPermissionsBoundaryAsync(
            new PutUserPermissionsBoundaryRequest { UserName = User, PermissionsBoundary = Boundary }, Token),
        ["DeleteUserPermissionsBoundary"] = l => l.Iam().DeleteUserPermissionsBoundaryAsync(
            new DeleteUserPermissionsBoundaryRequest { UserName = User }, Token),
        ["CreateAccessKey"] = l => l.Iam().CreateAccessKeyAsync(new CreateAccessKeyRequest { UserName = User }, Token),
        ["ListAccessKeys"] = l => l.Iam().ListAccessKeysAsync(new ListAccessKeysRequest { UserName = User }, Token),
        ["UpdateAccessKey"] = l => l.Iam().UpdateAccessKeyAsync(
            new UpdateAccessKeyRequest { UserName = User, AccessKeyId = KeyId, Status = StatusType.Inactive }, Token),
        ["DeleteAccessKey"] = l => l.Iam().DeleteAccessKeyAsync(
            new DeleteAccessKeyRequest { UserName = User, AccessKeyId = KeyId }, Token),
    };
}
