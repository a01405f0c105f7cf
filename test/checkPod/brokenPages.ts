import type { CheckName } from '../../host/checkPod/checkResult.js';
import { at, notFound, redirect, withHeader, type BrokenPod } from './faults.js';

const FOCUS = '/embed/index.html';
const COLLABORATION = '/client-bff/index.html';
const SERVICE = '/embed/service.html';

function brokenPage(check: CheckName, path: string): BrokenPod[] {
  const noScript = '<!doctype html><p>Chat</p>';
  return [
    { check, fault: `${path} is missing`, change: at(path, notFound) },
    { check, fault: `${path} is no HTML`, change: at(path, withHeader('content-type', 'application/json')) },
    { check, fault: `${path} has no script`, change: at(path, (answer) => ({ ...answer, body: noScript })) },
    {
      check,
      fault: `${path} redirects to another site`,
      change: at(path, redirect(302, 'https://sso.example/login')),
    },
    { check, fault: `${path} redirects to itself`, change: at(path, redirect(302, path)) },
  ];
}

function withPolicy(fault: string, policy: string | undefined): BrokenPod {
  return { check: 'frameAncestors', fault, change: at(FOCUS, withHeader('content-security-policy', policy)) };
}

/** Pods whose pages are not there, or cannot be framed well. */
export const BROKEN_PAGES: readonly BrokenPod[] = [
  ...brokenPage('focusPage', FOCUS),
  ...brokenPage('collaborationPage', COLLABORATION),
  ...brokenPage('servicePage', SERVICE),
  { check: 'logoutPage', fault: 'its log-out page is missing', change: at('/apps/logout', notFound) },
  {
    check: 'xFrameOptions',
    fault: 'a page has X-Frame-Options: SAMEORIGIN',
    change: at(FOCUS, withHeader('x-frame-options', 'SAMEORIGIN')),
  },
  {
    check: 'xFrameOptions',
    fault: 'only the service page has X-Frame-Options',
    change: at(SERVICE, withHeader('x-frame-options', 'DENY')),
  },
  withPolicy('frame-ancestors names another portal', 'frame-ancestors https://other.example'),
  withPolicy('a page has no policy', undefined),
  withPolicy('a policy has no frame-ancestors', "default-src 'self'"),
  withPolicy('frame-ancestors allows every site', 'frame-ancestors *'),
  withPolicy('frame-ancestors allows every site by its scheme', 'frame-ancestors http:'),
  withPolicy('a second policy is stricter', "frame-ancestors http:, frame-ancestors 'self'"),
  {
    check: 'originAgentCluster',
    fault: 'a page has no Origin-Agent-Cluster',
    change: at(FOCUS, withHeader('origin-agent-cluster', undefined)),
  },
  {
    check: 'originAgentCluster',
    fault: 'a page has Origin-Agent-Cluster: ?0',
    change: at(COLLABORATION, withHeader('origin-agent-cluster', '?0')),
  },
];
