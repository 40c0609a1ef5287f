using System.Xml.Linq;
using Amazon.IdentityManagement.Model;
using Amazon.Runtime.Internal;
using TmuxBuilder.AwsSdk;

namespace Amazon.IdentityManagement;

/// <summary>How each operation is written and how its answer is read.</summary>
internal static class Operations
{
    public static readonly InvokeOptions CreateUser = QueryOperation.Of<CreateUserRequest, CreateUserResponse>(
        "CreateUser",
        (request, form) => form.Add("Path", request.Path).Add("UserName", request.UserName)
            .Add("PermissionsBoundary", request.PermissionsBoundary).Add(request.Tags),
        (result, response) => response.User = ReadUser(result.Child("User")));

    public static readonly InvokeOptions GetUser = QueryOperation.Of<GetUserRequest, GetUserResponse>(
        "GetUser",
        (request, form) => form.Add("UserName", request.UserName),
        (result, response) => response.User = ReadUser(result.Child("User")));

    public static readonly InvokeOptions DeleteUser = QueryOperation.Of<DeleteUserRequest, DeleteUserResponse>(
        "DeleteUser", (request, form) => form.Add("UserName", request.UserName));

    public static readonly InvokeOptions ListUsers = QueryOperation.Of<ListUsersRequest, ListUsersResponse>(
        "ListUsers",
        (request, form) => form.Add("PathPrefix", request.PathPrefix).Page(request.Marker, request.MaxItems),
        (result, response) =>
        {
            response.Users = result.Members("Users", "member", ReadUser);
            (response.IsTruncated, response.Marker) = Page(result);
        });

    public static readonly InvokeOptions TagUser = QueryOperation.Of<TagUserRequest, TagUserResponse>(
        "TagUser", (request, form) => form.Add("UserName", request.UserName).Add(request.Tags));

    public static readonly InvokeOptions ListUserTags = QueryOperation.Of<ListUserTagsRequest, ListUserTagsResponse>(
        "ListUserTags",
        (request, form) => form.Add("UserName", request.UserName).Page(request.Marker, request.MaxItems),
        (result, response) =>
        {
            response.Tags = result.Members("Tags", "member", ReadTag);
            (response.IsTruncated, response.Marker) = Page(result);
        });

    public static readonly InvokeOptions PutUserPolicy = QueryOperation.Of<PutUserPolicyRequest, PutUserPolicyResponse>(
        "PutUserPolicy",
        (request, form) => form.Add("UserName", request.UserName).Add("PolicyName", request.PolicyName)
            .Add("PolicyDocument", request.PolicyDocument));

    public static readonly InvokeOptions GetUserPolicy = QueryOperation.Of<GetUserPolicyRequest, GetUserPolicyResponse>(
        "GetUserPolicy",
        (request, form) => form.Add("UserName", request.UserName).Add("PolicyName", request.PolicyName),
        (result, response) =>
        {
            response.UserName = result.Text("UserName");
            response.PolicyName = result.Text("PolicyName");
            response.PolicyDocument = result.Text("PolicyDocument");
        });

    public static readonly InvokeOptions DeleteUserPolicy =
        QueryOperation.Of<DeleteUserPolicyRequest, DeleteUserPolicyResponse>(
            "DeleteUserPolicy",
            (request, form) => form.Add("UserName", request.UserName).Add("PolicyName", request.PolicyName));

    public static readonly InvokeOptions ListUserPolicies =
        QueryOperation.Of<ListUserPoliciesRequest, ListUserPoliciesResponse>(
            "ListUserPolicies",
            (request, form) => form.Add("UserName", request.UserName).Page(request.Marker, request.MaxItems),
            (result, response) =>
            {
                response.PolicyNames = result.Members("PolicyNames", "member", member => member.Value);
                (response.IsTruncated, response.Marker) = Page(result);
            });

    public static readonly InvokeOptions PutUserPermissionsBoundary =
        QueryOperation.Of<PutUserPermissionsBoundaryRequest, PutUserPermissionsBoundaryResponse>(
            "PutUserPermissionsBoundary",
            (request, form) => form.Add("UserName", request.UserName)
                .Add("PermissionsBoundary", request.PermissionsBoundary));

    public static readonly InvokeOptions DeleteUserPermissionsBoundary =
        QueryOperation.Of<DeleteUserPermissionsBoundaryRequest, DeleteUserPermissionsBoundaryResponse>(
            "DeleteUserPermissionsBoundary", (request, form) => form.Add("UserName", request.UserName));

    public static readonly InvokeOptions CreateAccessKey =
        QueryOperation.Of<CreateAccessKeyRequest, CreateAccessKeyResponse>(
            "CreateAccessKey",
            (request, form) => form.Add("UserName", request.UserName),
            (result, response) => response.AccessKey = ReadKey(result.Child("AccessKey")));

    public static readonly InvokeOptions ListAccessKeys =
        QueryOperation.Of<ListAccessKeysRequest, ListAccessKeysResponse>(
            "ListAccessKeys",
            (request, form) => form.Add("UserName", request.UserName).Page(request.Marker, request.MaxItems),
            (result, response) =>
            {
                response.AccessKeyMetadata = result.Members("AccessKeyMetadata", "member", ReadKeyMetadata);
                (response.IsTruncated, response.Marker) = Page(result);
            });

    public static readonly InvokeOptions UpdateAccessKey =
        QueryOperation.Of<UpdateAccessKeyRequest, UpdateAccessKeyResponse>(
            "UpdateAccessKey",
            (request, form) => form.Add("UserName", request.UserName).Add("AccessKeyId", request.AccessKeyId)
                .Add("Status", request.Status?.Value));

    public static readonly InvokeOptions DeleteAccessKey =
        QueryOperation.Of<DeleteAccessKeyRequest, DeleteAccessKeyResponse>(
            "DeleteAccessKey",
            (request, form) => form.Add("UserName", request.UserName).Add("AccessKeyId", request.AccessKeyId));

    private static (bool? IsTruncated, string Marker) Page(XElement result) =>
        (result.Bool("IsTruncated"), result.Text("Marker"));

    private static User ReadUser(XElement user) => user is null ? null : new()
    {
        Path = user.Text("Path"),
        UserName = user.Text("UserName"),
        UserId = user.Text("UserId"),
        Arn = user.Text("Arn"),
        CreateDate = user.Time("CreateDate"),
        PasswordLastUsed = user.Time("PasswordLastUsed"),
        PermissionsBoundary = ReadBoundary(user.Child("PermissionsBoundary")),
        Tags = user.Members("Tags", "member", ReadTag),
    };

    private static AttachedPermissionsBoundary ReadBoundary(XElement boundary) => boundary is null ? null : new()
    {
        PermissionsBoundaryType = boundary.Text("PermissionsBoundaryType"),
        PermissionsBoundaryArn = boundary.Text("PermissionsBoundaryArn"),
    };

    private static Tag ReadTag(XElement tag) => new() { Key = tag.Text("Key"), Value = tag.Text("Value") };

    private static AccessKey ReadKey(XElement key) => key is null ? null : new()
    {
        UserName = key.Text("UserName"),
        AccessKeyId = key.Text("AccessKeyId"),
        Status = key.Text("Status"),
        SecretAccessKey = key.Text("SecretAccessKey"),
        CreateDate = key.Time("CreateDate"),
    };

    private static AccessKeyMetadata ReadKeyMetadata(XElement key) => new()
    {
        UserName = key.Text("UserName"),
        AccessKeyId = key.Text("AccessKeyId"),
        Status = key.Text("Status"),
        CreateDate = key.Time("CreateDate"),
    };
}
