using System.Text;
using Amazon.ApiGatewayManagementApi.Model;
using Amazon.DynamoDBv2.Model;
using Amazon.IdentityManagement;
using Amazon.IdentityManagement.Model;
using Amazon.SQS.Model;
using TmuxBuilder.Adapters.Aws.Tenants;
using static TmuxBuilder.Adapters.Aws.Tests.Isolation.Attempt;

namespace TmuxBuilder.Adapters.Aws.Tests.Isolation;

/// <summary>After users, their limits, and what only the platform has.</summary>
internal static class PlatformAttempts
{
    private const string Everything =
        """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:GetObject","Resource":"*"}]}""";

    public static IEnumerable<Attempt> All =>
    [
        new("users", "a new one", all => Task.FromResult(all.NewName("user-")), (_, who, name) =>
            who.Iam.CreateUserAsync(new CreateUserRequest(name), Cancellation)),
        new("users", "another removed", UserAsync, (_, who, name) =>
            who.Iam.DeleteUserAsync(new DeleteUserRequest(name), Cancellation)),
        To("users", "all of the account", (_, who) => who.Iam.ListUsersAsync(new ListUsersRequest(), Cancellation)),
        To("users", "another looked at", (all, who) =>
            who.Iam.GetUserAsync(new GetUserRequest(all.Victim.User), Cancellation)),
        new("keys", "for another", UserAsync, KeyAsync),
        To("keys", "more for oneself", (all, who) => KeyAsync(all, who, all.Attacker.User), DropKeysAsync),
        To("keys", "another's listed", (all, who) => who.Iam.ListAccessKeysAsync(
            new ListAccessKeysRequest { UserName = all.Victim.User }, Cancellation)),
        To("policies", "one that allows oneself more", (all, who) => who.Iam.PutUserPolicyAsync(
            new PutUserPolicyRequest
            {
                UserName = all.Attacker.User,
                PolicyName = "more",
                PolicyDocument = Everything,
            },
            Cancellation), all => all.Owner.Iam.DeleteUserPolicyAsync(
                new DeleteUserPolicyRequest { UserName = all.Attacker.User, PolicyName = "more" }, Cancellation)),
        To("policies", "another's read", (all, who) => who.Iam.ListUserPoliciesAsync(
            new ListUserPoliciesRequest { UserName = all.Victim.User }, Cancellation)),
        To("boundaries", "one's own taken away", (all, who) => who.Iam.DeleteUserPermissionsBoundaryAsync(
            new DeleteUserPermissionsBoundaryRequest { UserName = all.Attacker.User }, Cancellation), BoundAsync),
        To("boundaries", "one's own exchanged", (all, who) => who.Iam.PutUserPermissionsBoundaryAsync(
            new PutUserPermissionsBoundaryRequest
            {
                UserName = all.Attacker.User,
                PermissionsBoundary = all.World.Options.Tenants.BoundaryArn,
            },
            Cancellation)),
        To("users' tags", "one's own made another's", (all, who) => TagAsync(who, all.Attacker.User, all.Victim),
            all => TagAsync(all.Owner, all.Attacker.User, all.Attacker)),
        To("queues", "a ring", (all, who) => who.Sqs.SendMessageAsync(
            all.Queue, all.Victim.Session.Value, Cancellation)),
        To("queues", "others' rings", (all, who) => who.Sqs.ReceiveMessageAsync(
            new ReceiveMessageRequest { QueueUrl = all.Queue }, Cancellation)),
        To("tables", "another's session", (all, who) => who.Tables.GetItemAsync(
            new GetItemRequest
            {
                TableName = all.Table,
                Key = new Item
                {
                    ["pk"] = new AttributeValue($"SESSION#{all.Victim.Session.Value}"),
                    ["sk"] = new AttributeValue("META"),
                },
            },
            Cancellation)),
        To("tables", "everything", (all, who) => who.Tables.ScanAsync(
            new ScanRequest { TableName = all.Table }, Cancellation)),
        To("sockets", "words to another's client", (all, who) => who.Sockets.PostToConnectionAsync(
            new PostToConnectionRequest
            {
                ConnectionId = "the-victims",
                Data = new MemoryStream(Encoding.UTF8.GetBytes("{}")),
            },
            Cancellation)),
    ];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private static async Task<string> UserAsync(Neighbours all)
    {
        var name = all.NewName("tmux-user-");
        await all.Owner.Iam.CreateUserAsync(new CreateUserRequest(name) { Path = "/tmux-builder/" }, Cancellation);
        return name;
    }

    private static Task<CreateAccessKeyResponse> KeyAsync(Neighbours all, Caller who, string user) =>
        who.Iam.CreateAccessKeyAsync(
        new CreateAccessKeyRequest { UserName = user }, Cancellation);

    private static async Task DropKeysAsync(Neighbours all)
    {
        var keys = await all.Owner.Iam.ListAccessKeysAsync(
            new ListAccessKeysRequest { UserName = all.Attacker.User }, Cancellation);
        foreach (var key in keys.AccessKeyMetadata.Where(key => key.AccessKeyId != all.Attacker.Caller.KeyId))
        {
            await all.Owner.Iam.DeleteAccessKeyAsync(
                new DeleteAccessKeyRequest { UserName = all.Attacker.User, AccessKeyId = key.AccessKeyId },
                Cancellation);
        }
    }

    private static Task BoundAsync(Neighbours all) => all.Owner.Iam.PutUserPermissionsBoundaryAsync(
        new PutUserPermissionsBoundaryRequest
        {
            UserName = all.Attacker.User,
            PermissionsBoundary = all.World.Options.Tenants.BoundaryArn,
        },
        Cancellation);

    private static Task<TagUserResponse> TagAsync(Caller who, string user, Neighbours.Tenant whose) =>
        who.Iam.TagUserAsync(
        new TagUserRequest
        {
            UserName = user,
            Tags = [new Amazon.IdentityManagement.Model.Tag { Key = TenantPolicy.Tag, Value = whose.Session.Short }],
        },
        Cancellation);
}
