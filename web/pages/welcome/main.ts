// Starts the welcome page.

import { mountPage } from '../../lib/mount-page.ts';
import Page from './Page.svelte';

mountPage(Page);
